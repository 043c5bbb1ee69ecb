import assert from "node:assert/strict";
import { it } from "node:test";
import { defineRouting, inhibit, type RouteSpec, route, timeInterval } from "../../define/index.ts";
import { HOUR_MS, hook, house, MINUTE_MS, named, SECOND_MS, START_MS } from "./notifier.fixture.ts";

const [a, b] = [hook("a"), hook("b")];
const A = named("A");
const B = named("B");

/** One route to one receiver, with Alertmanager's own times: 30 s, 5 min, 4 h. */
function routing(spec: RouteSpec = {}, inhibitions: Parameters<typeof defineRouting>[0]["inhibitions"] = []) {
  return defineRouting({ root: route({ receivers: [a], ...spec }), inhibitions });
}

function times(heard: ReturnType<typeof house>["heard"]): [number, string][] {
  return heard.map(({ atSeconds, alerts }) => [atSeconds, alerts]);
}

it("a group waits for more, then tells of changes at its interval, and of what stays the same after the repeat interval", async () => {
  const { fire, end, run, heard } = house({ routing: routing() });
  fire([A]);
  await run(10 * SECOND_MS);
  fire([B]);
  await run(2 * MINUTE_MS);
  end(B);
  await run(5 * HOUR_MS);
  end(A);
  await run(HOUR_MS);
  assert.deepEqual(times(heard), [
    [30, "A B"],
    [330, "A -B"],
    // Alertmanager asks at each interval whether more than four hours have passed: 5 min after they have.
    [330 + 4 * 3600 + 300, "A"],
    [18_330, "-A"],
  ]);
});

it("one that was resolved and has fired again before the group is looked at is told as firing", async () => {
  const { fire, end, run, heard } = house({ routing: routing() });
  fire([A]);
  await run(MINUTE_MS);
  end(A);
  await run(SECOND_MS);
  fire([A]);
  await run(HOUR_MS);
  assert.deepEqual(times(heard), [[30, "A"]]);
});

it("what fired and ended before anybody was told of it is not told", async () => {
  const { fire, end, run, heard, notifier } = house({ routing: routing() });
  fire([A]);
  await run(20 * SECOND_MS);
  end(A);
  await run(HOUR_MS);
  assert.deepEqual(heard, []);
  assert.deepEqual([notifier.numbers().alerts, notifier.groups()], [0, []]);
  assert.equal(notifier.history.list()[0]?.durationMs, 20 * SECOND_MS);
});

it("an alert ends when what was promised of it runs out", async () => {
  const { fire, run, heard, notifier } = house({ routing: routing() });
  fire([A], 4 * MINUTE_MS);
  await run(3 * MINUTE_MS);
  fire([A], 4 * MINUTE_MS);
  await run(HOUR_MS);
  assert.deepEqual(times(heard), [
    [30, "A"],
    [630, "-A"],
  ]);
  assert.deepEqual(
    notifier.history.list().map(({ startsAtMs, endedAtMs }) => [startsAtMs - START_MS, endedAtMs - START_MS]),
    [[0, 7 * MINUTE_MS]],
  );
});

it("an alert that has fired for long does not wait when its group is new", async () => {
  const { notifier, clock, run, heard } = house({ routing: routing() });
  const [startsAtMs, endsAtMs] = [clock.now() - MINUTE_MS, clock.now() + HOUR_MS];
  notifier.take([{ labels: A, annotations: {}, value: Number.NaN, startsAtMs, endsAtMs, generatorUrl: "" }]);
  await run(SECOND_MS);
  assert.deepEqual(times(heard), [[0, "A"]]);
});

it("a storm is one message, which lists so many alerts and counts the others", async () => {
  const { fire, run, messages } = house({ routing: routing(), limits: { maxAlertsPerMessage: 400 } });
  fire(Array.from({ length: 500 }, (_, i) => named("Storm", { pod: `${i}` })));
  await run(MINUTE_MS);
  assert.equal(messages.length, 1);
  assert.deepEqual([messages[0]!.alerts.length, messages[0]!.truncatedAlerts], [400, 100]);
});

it("groups are told of apart, and each receiver of a route hears of each", async () => {
  const { fire, run, heard, messages } = house({
    routing: routing({ receivers: [a, b], groupBy: ["region"] }),
  });
  fire([named("A", { region: "x" }), named("B", { region: "y" }), named("C", { region: "x" })]);
  await run(MINUTE_MS);
  assert.deepEqual(
    heard.map(({ receiver, group, alerts }) => `${receiver} ${group} ${alerts}`),
    ["a x A C", "b x A C", "a y B", "b y B"],
  );
  assert.deepEqual([messages[0]!.groupKey, messages[0]!.sequence], ['{}:{region="x"}', 1]);
});

it("a receiver that is not told of ends hears only of what fires", async () => {
  const { fire, end, run, heard } = house({ routing: routing({ receivers: [hook("a", false)] }) });
  fire([A, B]);
  await run(MINUTE_MS);
  end(A);
  await run(10 * MINUTE_MS);
  end(B);
  await run(10 * MINUTE_MS);
  fire([B]);
  await run(10 * MINUTE_MS);
  assert.deepEqual(
    heard.map(({ alerts }) => alerts),
    ["A B", "B"],
  );
});

it("a target is not told of while its source fires, and is once that has ended", async () => {
  const inhibitions = [
    inhibit({ source: { alertname: "Down" }, target: { alertname: "Slow" }, equal: ["db"] }),
  ];
  const { fire, end, run, heard, notifier } = house({ routing: routing({ groupBy: "all" }, inhibitions) });
  fire([named("Slow", { db: "1" }), named("Slow", { db: "2" }), named("Down", { db: "1" })]);
  assert.deepEqual(
    notifier.alerts().map(({ labels, isInhibited }) => `${labels.alertname}${labels.db} ${isInhibited}`),
    ["Slow1 true", "Slow2 false", "Down1 false"],
  );
  await run(2 * MINUTE_MS);
  end(named("Down", { db: "1" }));
  await run(10 * MINUTE_MS);
  assert.deepEqual(
    heard.map(({ atSeconds, group }) => `${atSeconds} ${group}`),
    ["30 Slow,2", "30 Down,1", "330 Slow,1", "330 Down,1"],
  );
});

it("a mute route sends nothing, and tells what still fires once it may", async () => {
  const lunch = timeInterval("lunch", { times: [{ from: "12:00", to: "13:00" }] });
  const { fire, end, run, heard, notifier } = house({
    routing: routing({ routes: [route({ muteDuring: [lunch] })] }),
  });
  fire([A, B]);
  assert.deepEqual(notifier.groups()[0]?.mutedBy, ["lunch"]);
  await run(10 * MINUTE_MS);
  end(B);
  await run(HOUR_MS);
  assert.deepEqual(times(heard), [[3630, "A"]]);
});

it("an alert beyond the limit is left out and counted, and taken once there is room", async () => {
  const { fire, end, run, heard, notifier } = house({ routing: routing(), limits: { maxAlerts: 1 } });
  fire([A, B]);
  assert.deepEqual([notifier.numbers().alerts, notifier.numbers().alertsLeftOut], [1, 1]);
  end(A);
  await run(MINUTE_MS);
  fire([B]);
  await run(MINUTE_MS);
  assert.deepEqual(
    heard.map(({ alerts }) => alerts),
    ["B"],
  );
});

it("a routing that cannot be read is refused at once", () => {
  const unreadable = routing({ routes: [route({ match: { a: { pattern: "(" } } })] });
  assert.throws(() => house({ routing: unreadable }), { code: "FAROL_MATCHER" });
});

it("routes of one parent with the same matchers have groups of their own", async () => {
  const twin = (receiver: typeof a) =>
    route({ match: { alertname: "A" }, receivers: [receiver], continue: true });
  const { fire, run, messages } = house({ routing: routing({ routes: [twin(a), twin(b)] }) });
  fire([A]);
  await run(MINUTE_MS);
  assert.deepEqual(
    messages.map(({ groupKey }) => groupKey),
    ['{}/{alertname="A"}:{}', '{}/{alertname="A"}#1:{}'],
  );
});
