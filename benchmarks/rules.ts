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

const clock = new ManualClock(Math.floor(Date.now() / TICK_MS) * TICK_MS);
const store = new MemoryStore();
const writer = new MemoryStore({ absence: "gap", firstId: 2 ** 30 });
const fleet = series();
const ids = Uint32Array.from(fleet, ({ name, labels }) => store.series(name, labels));
const values = new Float64Array(fleet.length);
let tick = 0;
for (; tick < TICKS; tick++) sample();

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
  tick += 1;
  sample();
  const begin = performance.now();
  await running.tick(clock.now());
  if (round >= 3) times.push(performance.now() - begin);
}
if (running.numbers.failures > 0 || told > 0) throw new Error("a rule failed, or an alert fired");
const value = median(times);
report({
  measure: `${RULES} rules over ${fleet.length.toLocaleString("en-US")} series`,
  who: "farol",
  value,
  unit: "ms",
  target: "under 250 ms",
  reached: value < 250,
});
report({ measure: "the slowest of them", who: "farol", value: Math.max(...times), unit: "ms" });

function sample(): void {
  clock.advance(TICK_MS);
  for (const [i, { valueAt }] of fleet.entries()) values[i] = valueAt(tick);
  store.append(clock.now(), ids, values, fleet.length);
}
