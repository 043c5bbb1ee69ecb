import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface RedisOptions {
  readonly password?: string;
  /** Such as `3mb`; full is full, nothing is evicted. Default: no limit. */
  readonly maxMemory?: string;
}

/** A real Redis for tests, on a port that stays the same while it is stopped and started. */
export interface TestRedis {
  readonly url: string;
  /** Starts it again: empty, unless it was told to save. Resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it at once: connections are refused from then on. */
  stop(): Promise<void>;
  /** Freezes it: connections are accepted, and nothing is answered. */
  suspend(): void;
  resume(): void;
  /** Ends it, frozen or not, and deletes its files. */
  remove(): Promise<void>;
}

/** Starts a Redis that writes nothing to disk unless it is told to. */
export async function startRedis({ password, maxMemory }: RedisOptions = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), "farol-redis-"));
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: folder };
  const limits = maxMemory === undefined ? {} : { maxmemory: maxMemory, "maxmemory-policy": "noeviction" };
  const secret = password === undefined ? {} : { requirepass: password };
  const args = Object.entries({ ...settings, ...limits, ...secret }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  let server: ChildProcess | undefined;
  const kill = () => server?.kill("SIGKILL");
  process.once("exit", kill);
  const redis: TestRedis = {
    url: `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${port}`,
    async start() {
      server = spawn("redis-server", args);
      await ready(server);
    },
    async stop() {
      if (server === undefined) return;
      const closed = once(server, "close");
      kill();
      await closed;
      server = undefined;
    },
    suspend: () => void server?.kill("SIGSTOP"),
    resume: () => void server?.kill("SIGCONT"),
    async remove() {
      await redis.stop();
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

/** Redis takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("close", (code) => reject(new Error(`redis-server ended with ${code}: ${said.join("\n")}`)));
    createInterface({ input: server.stdout! }).on("line", (line) => {
      if (said.length < 100) said.push(line);
      if (line.includes("Ready to accept connections")) resolve();
    });
  });
}
