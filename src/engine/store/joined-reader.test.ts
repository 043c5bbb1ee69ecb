import assert from "node:assert/strict";
import { test } from "node:test";
import { EVER, latency, only, put } from "./contract.fixture.ts";
import { JoinedReader } from "./joined-reader.ts";
import { MemoryStore } from "./memory-store.ts";

function joined() {
  const samples = new MemoryStore();
  const rules = new MemoryStore({ absence: "gap", firstId: 1000 });
  return { samples, rules, reader: new JoinedReader(samples, rules) };
}

test("the series of all stores are selected, those of the first store first, each with an id of its own", () => {
  const { samples, rules, reader } = joined();
  const of = (store: MemoryStore, name: string, job: string) => [store.series(name, { job }), 1] as const;
  put(rules, 5, [of(rules, "up:sum", "a"), of(rules, "ALERTS", "a"), of(rules, "up", "z")]);
  put(samples, 10, [of(samples, "up", "b"), of(samples, "up", "a")]);
  const selected = (...given: Parameters<JoinedReader["select"]>) =>
    Array.from(reader.select(...given), ({ name, labels }) => `${name} ${labels.job}`);
  assert.deepEqual(selected("up", []), ["up b", "up a", "up z"]);
  assert.deepEqual(selected(undefined, [only("job", "a")]), ["up a", "up:sum a", "ALERTS a"]);
  assert.deepEqual(selected("none", []), []);
  const all = [...reader.select(undefined, [])];
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  assert.deepEqual([...all.at(-1)!.samples(EVER).timestampsMs], [5]);
});

test("names are all stores', sorted, each once", () => {
  const { samples, rules, reader } = joined();
  assert.deepEqual(reader.names(), []);
  for (const name of ["up", "down"]) samples.series(name, {});
  for (const name of ["up", "ALERTS"]) rules.series(name, {});
  assert.deepEqual(reader.names(), ["ALERTS", "down", "up"]);
});

test("a family is as the first store says that knows it", () => {
  const { samples, rules, reader } = joined();
  rules.declare({ ...latency, help: "As rules say." });
  assert.equal(reader.family("latency_seconds_sum")?.help, "As rules say.");
  samples.declare(latency);
  assert.deepEqual(reader.family("latency_seconds_sum"), latency);
  assert.equal(reader.family("up"), undefined);
});

test("its extent is from the oldest sample of any store to the newest", () => {
  const { samples, rules, reader } = joined();
  assert.equal(reader.extent(), undefined);
  put(rules, 20, []);
  assert.deepEqual(reader.extent(), { startMs: 20, endMs: 20 });
  for (const time of [5, 15]) put(samples, time, []);
  assert.deepEqual(reader.extent(), { startMs: 5, endMs: 20 });
});
