import assert from "node:assert/strict";
import { it } from "node:test";
import { defineRouting, route } from "../../define/index.ts";
import { folder, HOUR_MS, hook, house, MINUTE_MS, named, START_MS } from "./notifier.fixture.ts";

const routing = defineRouting({
  root: route({ receivers: [hook("a")], groupBy: "all", groupInterval: "1m" }),
});
const A = named("A");
const DAY_MS = 24 * HOUR_MS;

/** Fires and ends an alert, and lets everybody hear of both. */
async function once({ fire, end, run }: ReturnType<typeof house>, labels: ReturnType<typeof named>) {
  fire([labels]);
  await run(5 * MINUTE_MS);
  end(labels);
  await run(HOUR_MS);
}

it("ended alerts are listed from the latest on, with how long they fired, also by the next process", async (t) => {
  const dataDir = folder(t);
  const first = house({ routing, dataDir });
  await once(first, A);
  await once(first, named("B"));
  first.database.close();
  const { notifier, database } = house({ routing, dataDir, clock: first.clock });
  assert.deepEqual(
    notifier.history.list().map(({ labels, durationMs }) => [labels.alertname, durationMs]),
    [
      ["B", 5 * MINUTE_MS],
      ["A", 5 * MINUTE_MS],
    ],
  );
  assert.equal(notifier.history.list(1).length, 1);
  assert.equal(notifier.history.list(10, START_MS + HOUR_MS).length, 1);
  database.close();
});

it("what is over a month ago is forgotten, and what waits is not", async () => {
  const hourly = defineRouting({ root: route({ receivers: [hook("a")], groupInterval: "1h" }) });
  const one = house({ routing: hourly });
  await once(one, A);
  assert.deepEqual([one.notifier.history.list().length, one.notifier.deliveries().length], [1, 2]);
  one.script.answer = () => ({ outcome: "refused", reason: "404" });
  one.fire([named("B")], 60 * DAY_MS);
  await one.run(30 * DAY_MS - 2 * HOUR_MS);
  assert.equal(one.notifier.history.list().length, 1);
  await one.run(3 * HOUR_MS);
  assert.equal(one.notifier.history.list().length, 0);
  assert.equal(one.notifier.numbers().receivers.a?.waiting, 1);
});

it("an end is remembered though the alert was forgotten to be told of", async () => {
  const { fire, run, notifier } = house({ routing });
  fire([A], MINUTE_MS / 4);
  await run(5 * MINUTE_MS);
  assert.deepEqual(
    notifier.history.list().map(({ durationMs, value }) => [durationMs, value]),
    [[MINUTE_MS / 4, 1]],
  );
  assert.deepEqual(notifier.alerts(), []);
});
