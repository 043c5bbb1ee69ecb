import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aStandardRouting } from "../../../test/standard-routing.ts";
import {
  defineRouting,
  inhibit,
  matching,
  not,
  route,
  silenceWindow,
  timeInterval,
  webhook,
} from "../../define/index.ts";
import type { Labels, Routing } from "../../model/index.ts";
import { simulate } from "./simulate.ts";

const [a, b, c] = ["a", "b", "c"].map((name) => webhook({ name, url: "https://example.org/" })) as [
  ReturnType<typeof webhook>,
  ReturnType<typeof webhook>,
  ReturnType<typeof webhook>,
];

function names(routing: Routing, labels: Labels): string[] {
  return simulate(routing, labels).receivers.map(({ name }) => name);
}

describe("the standard routing", () => {
  const routing = aStandardRouting();

  it("sends each severity where it belongs, and Watchdog to the heartbeat alone", () => {
    assert.deepEqual(names(routing, { alertname: "X", severity: "critical" }), ["pager", "oncall", "mail"]);
    assert.deepEqual(names(routing, { alertname: "X", severity: "warning" }), ["oncall", "mail"]);
    assert.deepEqual(names(routing, { alertname: "X", severity: "info" }), ["info"]);
    assert.deepEqual(names(routing, { alertname: "Watchdog", severity: "info" }), ["heartbeat"]);
  });

  it("sends what has no severity to those on call", () => {
    assert.deepEqual(names(routing, { alertname: "X" }), ["oncall"]);
  });

  it("lets only the graver of two alerts through, and only for the same endpoint", () => {
    const warning = { alertname: "HTTPLatencyP99Warning", severity: "warning", endpoint: "/a" };
    const critical = { alertname: "HTTPLatencyP99Critical", severity: "critical", endpoint: "/a" };
    const { inhibitedBy, told } = simulate(routing, warning, { firing: [critical] });
    assert.deepEqual([inhibitedBy.map(({ source }) => source), told], [[critical], []]);
    assert.equal(simulate(routing, { ...warning, endpoint: "/b" }, { firing: [critical] }).told.length, 2);
    assert.equal(simulate(routing, critical, { firing: [warning] }).told.length, 3);
  });
});

describe("a tree", () => {
  it("asks its routes in their order, and goes on after one that continues", () => {
    const root = route({
      receivers: [a],
      routes: [
        route({ match: { x: "1" }, receivers: [b], continue: true }),
        route({ match: { x: matching("1|2") }, receivers: [c] }),
        route({ match: { x: "2" }, receivers: [b] }),
      ],
    });
    assert.deepEqual(names(defineRouting({ root }), { x: "1" }), ["b", "c"]);
    assert.deepEqual(names(defineRouting({ root }), { x: "2" }), ["c"]);
    assert.deepEqual(names(defineRouting({ root }), { x: "12" }), ["a"]);
  });

  it("takes a label that an alert has not for the empty text", () => {
    const root = route({
      receivers: [a],
      routes: [
        route({ match: { x: "" }, receivers: [b] }),
        route({ match: { y: not("1") }, receivers: [c] }),
      ],
    });
    assert.deepEqual(names(defineRouting({ root }), {}), ["b"]);
    assert.deepEqual(names(defineRouting({ root }), { x: "1" }), ["c"]);
  });

  it("hands down what its routes do not say themselves", () => {
    const inner = route({ match: { y: "1" }, groupInterval: "1m" });
    const root = route({
      receivers: [a],
      groupBy: ["alertname", "endpoint"],
      routes: [
        route({ match: { x: "1" }, receivers: [b], groupBy: [], repeatInterval: "1h", routes: [inner] }),
      ],
    });
    const labels = { alertname: "X", x: "1", y: "1", endpoint: "/" };
    const [delivery] = simulate(defineRouting({ root }), labels).deliveries;
    assert.deepEqual(delivery?.receivers, [b]);
    assert.deepEqual(delivery?.group, { alertname: "X", endpoint: "/" });
    assert.deepEqual(
      [delivery?.groupWaitMs, delivery?.groupIntervalMs, delivery?.repeatIntervalMs],
      [30_000, 60_000, 3_600_000],
    );
  });

  it("groups by all labels where it is said so", () => {
    const routing = defineRouting({ root: route({ receivers: [a], groupBy: "all" }) });
    assert.deepEqual(simulate(routing, { x: "1", y: "2" }).deliveries[0]?.group, { x: "1", y: "2" });
  });

  it("refuses a pattern that is no regular expression", () => {
    const root = route({ receivers: [a], routes: [route({ match: { x: matching("(") } })] });
    assert.throws(() => simulate(defineRouting({ root }), { x: "1" }), { code: "FAROL_MATCHER" });
  });
});

it("two alerts that are both source and target leave each other alone", () => {
  const inhibition = inhibit({ source: { team: "a" }, target: { severity: "info" }, equal: [] });
  const routing = defineRouting({ root: route({ receivers: [a] }), inhibitions: [inhibition] });
  const both = { team: "a", severity: "info", alertname: "X" };
  assert.equal(simulate(routing, both, { firing: [{ ...both, alertname: "Y" }] }).inhibitedBy.length, 0);
  assert.equal(
    simulate(routing, both, { firing: [{ team: "a", severity: "warning" }] }).inhibitedBy.length,
    1,
  );
});

describe("silence windows", () => {
  const sunday = timeInterval("sunday", { weekdays: ["sunday"] });
  const night = timeInterval("night", { times: [{ from: "00:00", to: "06:00" }] });
  const routing = aStandardRouting({
    silences: [silenceWindow({ alertname: "A" }, sunday), silenceWindow({ pool: "main" }, night)],
  });
  const at = (text: string) => ({ atMs: Date.parse(text) });
  const [sundayNoon, mondayNight, mondayNoon] = [
    at("2026-03-01T12:00Z"),
    at("2026-03-02T01:00Z"),
    at("2026-03-02T12:00Z"),
  ];

  it("mute an alert in their time, whatever its severity, and change nothing else", () => {
    for (const severity of ["critical", "warning", "info", "other"]) {
      const labels = { alertname: "A", severity };
      assert.deepEqual(simulate(routing, labels, sundayNoon).told, []);
      const usual = simulate(aStandardRouting(), labels).told;
      assert.deepEqual(simulate(routing, labels, mondayNoon).told, usual);
      assert.ok(usual.length > 0);
      assert.ok(simulate(routing, { alertname: "B", severity }, sundayNoon).told.length > 0);
    }
  });

  it("mute an alert of two windows in both of their times", () => {
    const labels = { alertname: "A", severity: "info", pool: "main" };
    assert.deepEqual(simulate(routing, labels, sundayNoon).told, []);
    assert.deepEqual(simulate(routing, labels, mondayNight).told, []);
    assert.equal(simulate(routing, labels, mondayNoon).told.length, 1);
  });

  it("are refused over routes that continue, which would tell the alert twice", () => {
    const root = route({ receivers: [a], routes: [route({ match: { x: "1" }, continue: true })] });
    const silences = [silenceWindow({ alertname: "A" }, sunday)];
    assert.throws(() => defineRouting({ root, silences }), { code: "FAROL_SILENCE_WINDOW" });
  });
});

it("a route that is active at certain times is mute at all others", () => {
  const weekend = timeInterval("weekend", { weekdays: ["saturday", "sunday"] });
  const root = route({
    receivers: [a],
    routes: [route({ match: { x: "1" }, receivers: [b], activeDuring: [weekend] })],
  });
  const told = (at: string) => simulate(defineRouting({ root }), { x: "1" }, { atMs: Date.parse(at) }).told;
  assert.deepEqual(told("2026-03-01T12:00Z"), [b]);
  assert.deepEqual(told("2026-03-02T12:00Z"), []);
});
