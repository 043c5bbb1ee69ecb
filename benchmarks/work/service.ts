import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cast, gather } from "../../reviews/visitor/cast.ts";
import { createClient } from "../../reviews/visitor/client.ts";
import { proposal } from "./proposal.ts";

export const REVIEWS_PATH = "/api/v1/reviews";
const START = fileURLToPath(new URL("../../reviews/start.ts", import.meta.url));

/** The reference application as a process of its own, with somebody to ask in each role. */
export interface Service {
  readonly origin: string;
  readonly process: ChildProcess;
  readonly cast: Cast;
  /** Where it keeps what outlives it. */
  readonly folder: string;
  /** Where profiles of its application's thread are written at its end. */
  readonly profiles: string;
  stop(): Promise<void>;
  /** Deletes what it left. */
  clean(): void;
}

export interface ServiceOptions {
  /** What an earlier one left, to go on with. Default: a new folder. */
  readonly folder?: string;
  /** Whether profiles are taken. Default: they are. */
  readonly profiled?: boolean;
}

export async function startService(
  env: NodeJS.ProcessEnv,
  { folder = mkdtempSync(join(tmpdir(), "farol-bench-")), profiled = true }: ServiceOptions = {},
): Promise<Service> {
  const profiles = join(folder, "profiles");
  const profiling = profiled ? ["--cpu-prof", `--cpu-prof-dir=${profiles}`] : [];
  const args = [...profiling, START, "--no-traffic"];
  const settings = { PORT: "0", LOG_LEVEL: "warn", FAROL_DATA_DIR: folder, ...env };
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env.PATH, ...settings },
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const origin = await originOf(child);
  const admin = {
    email: "admin@reviews.local",
    password: readFileSync(join(folder, "admin-password"), "utf8"),
  };
  const cast = await gather(createClient(origin, new AbortController().signal), admin);
  return {
    origin,
    process: child,
    cast,
    folder,
    profiles,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      process.off("exit", kill);
    },
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function originOf(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout!) {
    text += chunk;
    const found = /API docs[^h]*(http:\S+)\/docs.*Ctrl-C/s.exec(text)?.[1];
    if (found !== undefined) {
      child.stdout!.resume();
      return found;
    }
  }
  throw new Error(`reviews ended before it was ready: ${text}`);
}

/** Proposes so many changes; answers their ids. */
export async function proposeSome({ origin, cast }: Service, count: number): Promise<string[]> {
  const send = createClient(origin, new AbortController().signal);
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const { body } = await send("POST", REVIEWS_PATH, { token: cast.proposer, body: proposal(i) });
    ids.push(body.id);
  }
  return ids;
}
