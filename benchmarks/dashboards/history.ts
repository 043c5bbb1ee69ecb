import { rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { type Clock, ManualClock, type Series, silentLogger, unmarkedSamples } from "farol/model";
import { DurableStore, KEPT_MS, memoryStoreOf } from "../../src/engine/store/index.ts";

const TICK_MS = 15_000;
const HOUR_TICKS = 240;
const DAY_TICKS = 24 * HOUR_TICKS;

/** A series, and what it is at each tick of the made-up history: `progress` says how much has happened since its begin. */
interface Prolonged {
  readonly series: Series;
  readonly valueAt: (tick: number, progress: number) => number;
}

/**
 * Puts so many hours of the same series in the place of the short history that a service has left in its folder. What
 * moved while it ran moves on: what is counted with the time of day, and what goes up and down in waves.
 * @returns How many series there are
 */
export async function prolongHistory(folder: string, hours: number, endMs: number): Promise<number> {
  const path = join(folder, "history");
  const clock = new ManualClock(endMs);
  const short = open(path, clock);
  const prolonged = short.names().flatMap((name) => {
    const isCounted = short.family(name)?.type !== "gauge";
    return Array.from(short.select(name, []), (series, i) => prolong(series, isCounted, i));
  });
  await short.close();
  rmSync(path, { recursive: true });

  const long = open(path, clock);
  for (const name of short.names()) long.declare(short.family(name)!);
  await write(long, prolonged, hours * HOUR_TICKS, endMs);
  await long.close();
  return prolonged.length;
}

async function write(
  store: ReturnType<typeof open>,
  prolonged: readonly Prolonged[],
  ticks: number,
  endMs: number,
): Promise<void> {
  const ids = Uint32Array.from(prolonged, ({ series: { name, labels } }) => store.series(name, labels));
  const values = new Float64Array(prolonged.length);
  let progress = 1;
  for (let tick = 0; tick < ticks; tick++) {
    progress += load(tick);
    for (const [i, { valueAt }] of prolonged.entries()) values[i] = valueAt(tick, progress);
    store.append(endMs - (ticks - 1 - tick) * TICK_MS, ids, values, values.length);
    // snapshots are written while others have the thread
    await others();
  }
  await store.settled();
}

function open(path: string, clock: Clock) {
  const memory = memoryStoreOf({ retentionMs: KEPT_MS });
  return DurableStore.open(path, { memory, retentionMs: KEPT_MS, clock, logger: silentLogger });
}

function prolong(series: Series, isCounted: boolean, index: number): Prolonged {
  const { values } = unmarkedSamples(series, { startMs: 0, endMs: Number.MAX_SAFE_INTEGER });
  const last = values.at(-1) ?? 0;
  const whole = values.every(Number.isInteger) ? Math.floor : (value: number) => value;
  if (isCounted) return { series, valueAt: (_, progress) => whole(last * progress) };
  if (values.every((value) => value === last)) return { series, valueAt: () => last };
  return { series, valueAt: (tick) => whole(last * (1 + 0.5 * Math.sin(tick / 9 + index))) };
}

/** How much of what the short history counted happens in a tick: more by day, and now more and now less. */
function load(tick: number): number {
  return 1 + 0.6 * Math.sin((tick / DAY_TICKS) * 2 * Math.PI) + 0.3 * Math.sin(tick * 1.7);
}
