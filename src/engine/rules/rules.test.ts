import assert from "node:assert/strict";
import { test } from "node:test";
import { readRuleFile } from "../../alerting/index.ts";
import { type Logger, ManualClock, type ReportedAlert, silentLogger } from "../../model/index.ts";
import { JoinedReader, MemoryStore } from "../store/index.ts";
import { Rules } from "./index.ts";

const START_MS = Date.parse("2026-03-01T10:00:00Z");
const FAST = `groups:
  - name: fast
    rules:
      - record: job:depth:sum
        expr: sum by (job) (depth)
      - alert: Deep
        expr: job:depth:sum > 10
        for: 30s
  - name: slow
    interval: 1m
    rules:
      - record: slow:depth:max
        expr: max(depth)
`;

/** Rules over a store that is sampled every 15 s. */
function running(file = FAST) {
  const clock = new ManualClock(START_MS);
  const [samples, written] = [new MemoryStore(), new MemoryStore({ absence: "gap", firstId: 2 ** 30 })];
  const reader = new JoinedReader(samples, written);
  const [lines, told]: [string[], ReportedAlert[]] = [[], []];
  const say = (fields: object, message: string) => void lines.push(`${message}: ${JSON.stringify(fields)}`);
  const logger: Logger = { ...silentLogger, warn: say, info: say, error: say };
  const begin = (text: string) =>
    new Rules({
      groups: readRuleFile(text, "rules.yml"),
      intervalMs: 15_000,
      settings: {},
      ...{ reader, writer: written, clock, logger },
      listener: (alerts) => void told.push(...alerts),
    });
  const ids = Uint32Array.of(...["shop", "bank"].map((job) => samples.series("depth", { job })));
  return {
    ...{ clock, told, lines, written, begin, rules: begin(file) },
    /** The depths of up to two jobs. */
    sample(...depths: number[]) {
      clock.advance(15_000);
      samples.append(clock.now(), ids, Float64Array.of(...depths), depths.length);
    },
    /** The samples and marks of a series that rules wrote, by seconds since the beginning. */
    read(name: string, labels: object = {}) {
      const [found] = [...written.select(name, [])].filter((one) =>
        Object.entries(labels).every(([label, value]) => one.labels[label] === value),
      );
      const { timestampsMs, values, stale } = found?.samples({ startMs: 0, endMs: Infinity }) ?? {
        timestampsMs: [],
        values: [],
      };
      return Array.from(timestampsMs, (ms, i) => [
        (ms - START_MS) / 1000,
        stale?.[i] === 1 ? "ended" : values[i],
      ]);
    },
  };
}

test("each group is evaluated at its own interval, in the order of its rules, and what it yields is there", async () => {
  const { rules, sample, clock, read, told } = running();
  for (const depth of [5, 11, 12, 13, 14]) {
    sample(depth);
    await rules.tick(clock.now());
  }
  const sums = [15, 30, 45, 60, 75].map((at, i) => [at, [5, 11, 12, 13, 14][i]]);
  assert.deepEqual(read("job:depth:sum"), sums);
  assert.deepEqual(read("slow:depth:max"), [
    [15, 5],
    [60, 13],
  ]);
  assert.deepEqual(read("ALERTS", { alertstate: "pending" }), [
    [30, 1],
    [45, 1],
    [60, "ended"],
  ]);
  assert.deepEqual(read("ALERTS", { alertstate: "firing" }), [
    [60, 1],
    [75, 1],
  ]);
  assert.deepEqual(
    told.map(({ labels, startsAtMs, value }) => [labels.alertname, (startsAtMs - START_MS) / 1000, value]),
    [["Deep", 60, 13]],
  );
});

test("a series that a rule no longer yields has ended", async () => {
  const { rules, sample, clock, read } = running();
  sample(5);
  await rules.tick(clock.now());
  sample();
  await rules.tick(clock.now());
  assert.deepEqual(read("job:depth:sum"), [
    [15, 5],
    [30, "ended"],
  ]);
});

test("a tick is left out, and counted, while the evaluation before it is under way", async () => {
  const { rules, sample, clock, read } = running();
  sample(5);
  const first = rules.tick(clock.now());
  sample(6);
  const second = rules.tick(clock.now());
  await Promise.all([first, second]);
  assert.equal(rules.numbers.missed, 1);
  assert.deepEqual(read("job:depth:sum"), [[15, 5]]);
});

test("a rule that fails is logged when it begins to and when it ends, and the others go on", async () => {
  const { rules, sample, clock, read, lines } = running(`groups:
  - name: one
    rules:
      - record: broken
        expr: depth
        labels: { job: "any" }
      - record: whole
        expr: sum(depth)
`);
  for (const depths of [[1], [1, 2], [3, 4], [5]]) {
    sample(...depths);
    await rules.tick(clock.now());
  }
  assert.deepEqual(
    lines.map((line) => line.split(":")[1]),
    [" a rule cannot be evaluated", " a rule can be evaluated again"],
  );
  assert.ok(lines[0]!.includes('"rule":"broken"'));
  assert.deepEqual([rules.numbers.evaluations, rules.numbers.failures], [8, 2]);
  // a failure is a gap, and no end
  assert.deepEqual(read("broken"), [
    [15, 1],
    [60, 5],
  ]);
  assert.equal(read("whole").length, 4);
});

test("after a reload, what stayed keeps its state, and what is gone has ended", async () => {
  const { rules, sample, clock, read, told } = running();
  for (const depth of [11, 12]) {
    sample(depth);
    await rules.tick(clock.now());
  }
  rules.reload(readRuleFile(FAST.slice(0, FAST.indexOf("  - name: slow")), "rules.yml"));
  sample(13);
  await rules.tick(clock.now());
  assert.deepEqual(read("slow:depth:max"), [
    [15, 11],
    [45, "ended"],
  ]);
  assert.deepEqual(
    told.map(({ startsAtMs }) => (startsAtMs - START_MS) / 1000),
    [45],
  );
});

test("a restart goes on with an alert that was pending for long", async () => {
  const long = FAST.replace("for: 30s", "for: 20m");
  const { rules, begin, sample, clock, told } = running(long);
  const evaluate = async (by: Rules, ticks: number) => {
    for (let i = 0; i < ticks; i++) {
      sample(20);
      await by.tick(clock.now());
    }
  };
  await evaluate(rules, 60);
  const again = begin(long);
  await evaluate(again, 42);
  assert.equal(told.length, 1);
  assert.ok(told[0]!.startsAtMs < START_MS + 27 * 60_000, "it did not begin anew");
});

test("an expression that nobody can read is refused", () => {
  assert.throws(() => running(FAST.replace("max(depth)", "max(depth")), { code: "FAROL_RULE_FILE" });
});
