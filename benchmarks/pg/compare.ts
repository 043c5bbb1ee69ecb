import type pg from "pg";
import { median, report } from "../harness/result.ts";

export const ON_POSTGRES = "pool.query on PostgreSQL";

/** Rounds that are not counted: V8 compiles a driver's code only after some thousand calls. */
const WARM_UP = 12;

/** In µs: a call that costs less says nothing about how much slower it became. */
const MEASURABLE = 1;

/** Connections that are busy at once: a thread that sleeps between its queries measures how the kernel wakes it. */
export const CONNECTIONS = 4;

export const bySelect = (pool: pg.Pool) => async (calls: number) => {
  const share = async () => {
    for (let i = 0; i < calls / CONNECTIONS; i++) await pool.query("SELECT $1::int AS answer", [42]);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, share));
};

/** Makes so many calls. */
export type Run = (calls: number) => Promise<void>;

export interface Size {
  readonly rounds: number;
  readonly calls: number;
}

/** Runs both in turn, round by round, and reports what watching adds to a call. */
export async function compare(
  measure: string,
  plain: Run,
  watched: Run,
  { rounds, calls }: Size,
  who = "farol",
): Promise<void> {
  const times = { plain: [] as number[], watched: [] as number[] };
  for (let round = 0; round < WARM_UP; round++) {
    await plain(calls);
    await watched(calls);
  }
  for (let round = 0; round < rounds; round++) {
    times.plain.push(await microseconds(plain, calls));
    times.watched.push(await microseconds(watched, calls));
  }
  const each = <T>(compared: (watched: number, plain: number) => T) =>
    times.watched.map((time, i) => compared(time, times.plain[i]!));
  const added = median(each((a, b) => a - b));
  const goal = who === "farol" ? { target: "under 1 µs", reached: added < 1 } : {};
  report({ measure: `${measure}: added`, who, value: added, unit: "µs", ...goal });
  const [reference, value] = [median(times.plain), median(times.watched)];
  const ratio = median(each((a, b) => a / b));
  if (reference < MEASURABLE) return;
  if (who === "farol")
    report({ measure: `${measure}: whole`, who: "pg alone", value: reference, unit: "µs" });
  report({ measure: `${measure}: whole`, who, value, unit: "µs", reference, ratio });
}

/** CPU time of this thread for one call, in µs: what other programs do meanwhile is not in it. */
async function microseconds(run: Run, calls: number): Promise<number> {
  const begin = process.threadCpuUsage();
  await run(calls);
  const { user, system } = process.threadCpuUsage(begin);
  return (user + system) / calls;
}
