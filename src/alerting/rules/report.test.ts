import assert from "node:assert/strict";
import { test } from "node:test";
import { alertSpec, groupSpec, MINUTE, Ticks } from "./running-group.fixture.ts";
import { RunningGroup } from "./running-group.ts";

/** At which seconds an alert is told of that has an answer until then. */
async function toldAt(ticks: readonly number[], untilSeconds: number): Promise<number[]> {
  const [group, store] = [new RunningGroup(groupSpec([alertSpec()])), new Ticks()];
  const told: number[] = [];
  for (const seconds of ticks) {
    const values = { x: seconds < untilSeconds ? 1 : 0 };
    if ((await store.at(seconds * 1000, [group], values)).length > 0) told.push(seconds);
  }
  return told;
}

const every = (seconds: number, count: number) => Array.from({ length: count }, (_, i) => i * seconds);

test("an alert is told of when it fires, and again once more than a minute has passed", async () => {
  assert.deepEqual(await toldAt(every(15, 12), 1e9), [0, 75, 150]);
  assert.deepEqual(await toldAt(every(60, 5), 1e9), [0, 120, 240]);
  assert.deepEqual(await toldAt(every(61, 3), 1e9), [0, 61, 122]);
});

test("that it was resolved is told at once, and again for fifteen minutes", async () => {
  const told = await toldAt(every(30, 40), 75);
  assert.deepEqual(told.slice(0, 4), [0, 90, 180, 270]);
  // resolved at 90, and kept until 990
  assert.equal(told.at(-1), 990);
});

test("an alert that fires holds for four intervals, or four minutes where those are shorter", async () => {
  for (const [intervalMs, endsAtMs] of [
    [15_000, 4 * MINUTE],
    [5 * MINUTE, 20 * MINUTE],
  ] as const) {
    const group = new RunningGroup(groupSpec([alertSpec()], { intervalMs }));
    const [told] = await new Ticks().at(0, [group], { x: 1 });
    assert.equal(told!.endsAtMs, endsAtMs);
  }
});

test("an alert is told of from when it fires to when it was resolved, with what it says", async () => {
  const rule = alertSpec({
    forMs: MINUTE,
    labels: { severity: "critical" },
    annotations: { summary: "{{ $labels.a }} is {{ $value }}" },
  });
  const settings = { generatorUrl: (expr: string) => `http://farol/?expr=${expr}` };
  const [group, ticks] = [new RunningGroup(groupSpec([rule]), settings), new Ticks()];
  assert.deepEqual(await ticks.at(0, [group], { x: 3 }), []);
  const firing = {
    labels: { a: "x", severity: "critical", alertname: "High" },
    ...{ annotations: { summary: "x is 4" }, value: 4 },
    ...{ startsAtMs: MINUTE, endsAtMs: 5 * MINUTE, generatorUrl: "http://farol/?expr=m > 0" },
  };
  assert.deepEqual(await ticks.at(MINUTE, [group], { x: 4 }), [firing]);
  assert.deepEqual(await ticks.at(MINUTE + 1, [group], { x: 0 }), [{ ...firing, endsAtMs: MINUTE + 1 }]);
});
