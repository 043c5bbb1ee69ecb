import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Labels, Routing } from "../../src/model/index.ts";
import { GeneratedRouting } from "./amtool.ts";

/** An alert as Alertmanager's API tells of it. */
export interface ToldAlert {
  readonly labels: Labels;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** A real Alertmanager, on a port and in a folder of its own, with the files that are generated for a routing. */
export class Alertmanager {
  readonly #url: string;
  readonly #process: ChildProcess;
  readonly #generated: GeneratedRouting;

  private constructor(url: string, child: ChildProcess, generated: GeneratedRouting) {
    this.#url = url;
    this.#process = child;
    this.#generated = generated;
  }

  static async start(routing: Routing): Promise<Alertmanager> {
    const generated = new GeneratedRouting(routing);
    const child = spawn(
      "prometheus-alertmanager",
      [
        `--config.file=${generated.configFile}`,
        `--storage.path=${join(generated.folder, "data")}`,
        "--web.listen-address=127.0.0.1:0",
        "--cluster.listen-address=",
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    return new Alertmanager(`http://${await listeningAddress(child)}/api/v2/alerts`, child, generated);
  }

  /** Tells it that alerts fire, as Prometheus does. */
  async fire(alerts: readonly { readonly labels: Labels; readonly annotations?: Labels }[]): Promise<void> {
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alerts),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** The alerts that it knows of. */
  async alerts(): Promise<ToldAlert[]> {
    return (await (await fetch(this.#url)).json()) as ToldAlert[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exit = once(this.#process, "exit");
    // False when it has ended by itself.
    if (this.#process.kill()) await exit;
    this.#generated[Symbol.dispose]();
  }
}

/** Where it listens, as its log says; the log is read to its end so that it never blocks. */
async function listeningAddress(child: ChildProcess): Promise<string> {
  const log: string[] = [];
  const lines = createInterface(child.stderr!);
  return await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      else log.push(line);
    });
    lines.once("close", () => reject(new Error(`alertmanager ended:\n${log.join("\n")}`)));
    child.once("error", reject);
  });
}
