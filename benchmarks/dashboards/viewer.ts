/**
 * Somebody who has all dashboards open: asks all their questions again and again, over the last hour, six at once, as a
 * browser does. Its parent says at which address to begin, and when to stop; it then tells what it did.
 */
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { QUESTIONS } from "./questions.ts";

const PATH = "/farol/prometheus/api/v1/query_range";
const AT_ONCE = 6;
const HOUR_S = 3600;
const STEP_S = 15;
const ZIPPED = { "accept-encoding": "gzip" };

/** What it is told. */
export type Order = Watch | "stop";

interface Watch {
  readonly origin: string;
  /** From one refresh to the next. */
  readonly everyMs: number;
}

/** What it tells. */
export interface Watched {
  /** How long each refresh of all dashboards took, in milliseconds. */
  readonly refreshesMs: readonly number[];
}

// A browser is on another machine: it gets what nobody else wants, on all its threads, and never lets anybody wait.
execFileSync("chrt", ["--all-tasks", "--idle", "--pid", "0", String(process.pid)]);

let over = new AbortController();

process.on("message", async (order: Order) => {
  if (order === "stop") over.abort();
  else process.send!({ refreshesMs: await watch(order) } satisfies Watched);
});
process.on("disconnect", () => process.exit());

async function watch({ origin, everyMs }: Watch): Promise<number[]> {
  over = new AbortController();
  const client = new Pool(origin, { connections: AT_ONCE, pipelining: 1 });
  const refreshesMs: number[] = [];
  while (!over.signal.aborted) {
    const begin = performance.now();
    await refresh(client);
    const tookMs = performance.now() - begin;
    refreshesMs.push(tookMs);
    await pause(Math.max(0, everyMs - tookMs), undefined, { signal: over.signal }).catch(() => {});
  }
  await client.close();
  return refreshesMs;
}

async function refresh(client: Pool): Promise<void> {
  const now = Math.floor(Date.now() / 1000 / STEP_S) * STEP_S;
  await Promise.all(QUESTIONS.map((question) => ask(client, question, now)));
}

async function ask(client: Pool, query: string, end: number): Promise<void> {
  const times = { start: String(end - HOUR_S), end: String(end), step: String(STEP_S) };
  const path = `${PATH}?${new URLSearchParams({ query, ...times })}`;
  const { statusCode, body } = await client.request({ method: "GET", path, headers: ZIPPED });
  await body.dump({ limit: Number.POSITIVE_INFINITY });
  if (statusCode !== 200) throw new Error(`${query}: ${statusCode}`);
}
