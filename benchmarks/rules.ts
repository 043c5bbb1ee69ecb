/**
 * What does one evaluation of 1,000 rules over 50,000 series cost the engine's thread? Alerts and recordings in the
 * shapes that catalogues have, each about one of a hundred shards; its samples are appended and its alerts told of.
 */
import { ManualClock, silentLogger } from "farol/model";
import { Rules } from "../src/engine/rules/index.ts";
import { JoinedReader, MemoryStore } from "../src/engine/store/index.ts";
import { median, report } from "./harness/result.ts";
import { rules } from "./rules/rules.ts";
import { series } from "./rules/series.ts";

const ROUNDS = process.argv.includes("--quick") ? 8 : 40;
const TICK_MS = 15_000;
/** An hour, so that the longest window is full. */
const TICKS = 241;
const RULES = 1000;

/** The application is away for two of them. */
const RESTART_TICK = 100;

const fleet = series();
const calm = await evaluate(() => false);
const restarted = await evaluate((tick) => tick === RESTART_TICK || tick === RESTART_TICK + 1);
tell("", calm);
tell(", which restarted within the hour", restarted);

/** Milliseconds of each evaluation, at which the application was away at some ticks. */
async function evaluate(isAway: (tick: number) => boolean): Promise<number[]> {
  const clock = new ManualClock(Math.floor(Date.now() / TICK_MS) * TICK_MS);
  const store = new MemoryStore();
  const writer = new MemoryStore({ absence: "gap", firstId: 2 ** 30 });
  const ids = Uint32Array.from(fleet, ({ name, labels }) => store.series(name, labels));
  const values = new Float64Array(fleet.length);
  const sample = (tick: number) => {
    clock.advance(TICK_MS);
    for (const [i, { valueAt }] of fleet.entries()) values[i] = valueAt(tick);
    store.append(clock.now(), ids, values, isAway(tick) ? 0 : fleet.length);
  };
  for (let tick = 0; tick < TICKS; tick++) sample(tick);

  let told = 0;
  const running = new Rules({
    groups: rules(RULES),
    intervalMs: TICK_MS,
    settings: {},
    reader: new JoinedReader(store, writer),
    writer,
    listener: (alerts) => {
      told += alerts.length;
    },
    clock,
    logger: silentLogger,
  });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + 3; round++) {
    sample(TICKS + 1 + round);
    const begin = performance.now();
    await running.tick(clock.now());
    if (round >= 3) times.push(performance.now() - begin);
  }
  if (running.numbers.failures > 0 || told > 0) throw new Error("a rule failed, or an alert fired");
  return times;
}

function tell(when: string, times: readonly number[]): void {
  const value = median(times);
  const measure = `${RULES} rules over ${fleet.length.toLocaleString("en-US")} series${when}`;
  const judged = { target: "under 250 ms", reached: value < 250 };
  report({ measure, who: "farol", value, unit: "ms", ...judged });
  report({ measure: "the slowest of them", who: "farol", value: Math.max(...times), unit: "ms" });
}
