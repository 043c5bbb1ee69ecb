import assert from "node:assert/strict";
import { it } from "node:test";
import { defineRouting, route } from "../../define/index.ts";
import type { AlertMatcher } from "../../model/index.ts";
import { folder, HOUR_MS, hook, house, MINUTE_MS, named, START_MS } from "./notifier.fixture.ts";

const routing = defineRouting({ root: route({ receivers: [hook("a")] }) });
const A = named("A");
const OF_A: AlertMatcher = { label: "alertname", operator: "=", value: "A" };
const SPEC = { matchers: [OF_A], endsAtMs: START_MS + HOUR_MS, author: "Ana", reason: "moving" };

it("nobody is told of what is silenced until the silence ends", async () => {
  const { fire, run, heard, notifier } = house({ routing });
  const { id, state } = notifier.silences.add(SPEC);
  fire([A, named("B")]);
  assert.equal(state, "active");
  assert.deepEqual(
    notifier.alerts().map(({ labels, silencedBy }) => [labels.alertname, silencedBy]),
    [
      ["A", [id]],
      ["B", []],
    ],
  );
  await run(2 * HOUR_MS);
  assert.deepEqual(
    heard.map(({ atSeconds, alerts }) => `${atSeconds} ${alerts}`),
    ["30 B", "3630 A B"],
  );
});

it("a silence that is ended by hand holds no longer", async () => {
  const { fire, run, heard, notifier } = house({ routing });
  const { id } = notifier.silences.add(SPEC);
  fire([A]);
  await run(7 * MINUTE_MS);
  assert.equal(notifier.silences.expire(id)?.state, "expired");
  assert.equal(notifier.silences.expire("other"), undefined);
  await run(10 * MINUTE_MS);
  assert.deepEqual(
    heard.map(({ atSeconds }) => atSeconds),
    [630],
  );
});

it("one that begins later is pending, and one that is ended before never begins", async () => {
  const { clock, notifier } = house({ routing });
  const startsAtMs = clock.now() + MINUTE_MS;
  const [first, second] = [1, 2].map(() => notifier.silences.add({ ...SPEC, startsAtMs }));
  assert.deepEqual([first?.state, notifier.numbers().silences], ["pending", 0]);
  notifier.silences.expire(second!.id);
  clock.advance(MINUTE_MS);
  assert.deepEqual(
    notifier.silences
      .list()
      .map(({ id, state }) => [id === first!.id, state])
      .sort(),
    [
      [false, "expired"],
      [true, "active"],
    ],
  );
});

it("silences outlive the process, and are forgotten five days after their end", async (t) => {
  const dataDir = folder(t);
  const first = house({ routing, dataDir });
  const made = first.notifier.silences.add(SPEC);
  first.database.close();
  const second = house({ routing, dataDir, clock: first.clock });
  assert.deepEqual(second.notifier.silences.list(), [made]);
  await second.run(5 * 24 * HOUR_MS);
  assert.equal(second.notifier.silences.list().length, 1);
  await second.run(3 * HOUR_MS);
  assert.deepEqual(second.notifier.silences.list(), []);
  second.database.close();
});

it("a silence that means everything, nothing or nobody is refused", () => {
  const { notifier } = house({ routing });
  const wrong = [
    { ...SPEC, matchers: [] },
    { ...SPEC, matchers: [{ label: "x", operator: "=~", value: ".*" } as const] },
    { ...SPEC, endsAtMs: START_MS },
    { ...SPEC, endsAtMs: Number.NaN },
    { ...SPEC, startsAtMs: START_MS + HOUR_MS },
    { ...SPEC, author: " " },
    { ...SPEC, reason: "" },
  ];
  for (const spec of wrong) assert.throws(() => notifier.silences.add(spec), { code: "FAROL_SILENCE" });
  const unreadable = { label: "x", operator: "=~", value: "(" } as const;
  assert.throws(() => notifier.silences.add({ ...SPEC, matchers: [OF_A, unreadable] }), {
    code: "FAROL_MATCHER",
  });
  assert.deepEqual(notifier.silences.list(), []);
});

it("there are a thousand at most, of which the expired ones make room", () => {
  const { notifier, clock } = house({ routing });
  for (let i = 0; i < 1000; i++) notifier.silences.add({ ...SPEC, reason: `${i}` });
  assert.throws(() => notifier.silences.add(SPEC), { code: "FAROL_SILENCE" });
  clock.advance(HOUR_MS);
  notifier.silences.add({ ...SPEC, endsAtMs: clock.now() + 1 });
  assert.equal(notifier.silences.list().length, 1000);
});
