import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Program } from "../../scripts/debian-packages.ts";
import { until } from "../until.ts";

/** Prometheus or Alertmanager, on a port of its own. */
export class ListeningProgram {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#process = child;
  }

  /** @throws Error with its log, when it ends before it listens. */
  static async start(program: Program, args: readonly string[]): Promise<ListeningProgram> {
    const all = [...args, "--web.listen-address=127.0.0.1:0"];
    const child = spawn(program, all, { stdio: ["ignore", "ignore", "pipe"] });
    const url = `http://${await listeningAddress(program, child)}`;
    await until(`${program} to be ready`, async () => (await fetch(`${url}/-/ready`)).ok || undefined);
    return new ListeningProgram(url, child);
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, "exit");
    // False when it has ended by itself.
    if (this.#process.kill()) await exit;
  }
}

/** Where it listens, as its log says; the log is read to its end so that it never blocks. */
async function listeningAddress(program: Program, child: ChildProcess): Promise<string> {
  const log: string[] = [];
  const lines = createInterface(child.stderr!);
  return await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      else log.push(line);
    });
    lines.once("close", () => reject(new Error(`${program} ended:\n${log.join("\n")}`)));
    child.once("error", reject);
  });
}
