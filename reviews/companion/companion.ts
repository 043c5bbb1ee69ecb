import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Log } from "../log.ts";
import { StartError } from "../start-error.ts";

const { PATH, NODE_COMPILE_CACHE } = process.env;
const PROGRAM = fileURLToPath(new URL("./start.ts", import.meta.url));

/** The running companion. Disposing of it ends it. */
export interface Companion extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly scannerUrl: string;
  readonly webhookUrl: string;
  readonly pid: number;
}

/**
 * Starts the companion as a process of its own, on a port that is free. It ends with this process, also when this one
 * is killed; when it ends by itself, that is logged, and what calls it finds nobody there.
 * @throws StartError when it cannot start.
 */
export async function startCompanion(log: Log): Promise<Companion> {
  // in a session of its own, so that the terminal's Ctrl-C does not end it before the last call to it
  const child = spawn(process.execPath, [PROGRAM, "--with-parent"], {
    detached: true,
    env: { PATH, NODE_COMPILE_CACHE },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const port = await portOf(child, ended);
  let isEnding = false;
  ended.then(([code]) => {
    if (!isEnding) log.warn({ code }, "the companion has ended: scans and notifications will fail");
  });
  child.unref();
  child.channel?.unref();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    scannerUrl: `${url}/scanner`,
    webhookUrl: `${url}/webhook`,
    pid: child.pid!,
    async [Symbol.asyncDispose]() {
      isEnding = true;
      child.ref();
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function portOf(child: ChildProcess, ended: Promise<unknown>): Promise<number> {
  const told = once(child, "message").then(([message]) => (message as { port: number }).port);
  const failed = ended.then(() => {
    throw new StartError("The companion, which plays scanner and webhook receiver, did not start.");
  });
  return await Promise.race([told, failed]);
}
