import assert from "node:assert/strict";
import { it } from "node:test";
import { ALERTS, anAlert, aRoutedMonitoring, aStandardRouting } from "../../test/standard-routing.ts";
import { alertTest, defineMonitoring } from "../define/index.ts";
import { simulateAlerts } from "./simulate-alerts.ts";
import { defineStack } from "./stack.ts";

it("each alert is followed to its receivers, with what silences it", () => {
  const journeys = simulateAlerts(aRoutedMonitoring(), defineStack());
  assert.deepEqual(
    journeys.map(({ alert, messages, inhibitors }) => [
      alert.name,
      messages.map(({ receiver }) => receiver.name),
      inhibitors,
    ]),
    [
      ["Watchdog", ["heartbeat"], []],
      ["HTTP5xxErrorRateCritical", ["pager", "oncall", "mail"], []],
      ["HTTPLatencyP99Critical", ["pager", "oncall", "mail"], []],
      ["HTTPLatencyP99Warning", ["oncall", "mail"], ["HTTPLatencyP99Critical"]],
      ["DeadlocksDetected", ["info"], []],
    ],
  );
  assert.equal(journeys.length, ALERTS.length);
});

it("messages tell what the alert says, with the labels of its first test", () => {
  const test = alertTest("when it is slow", {
    shows: "fires",
    interval: "1m",
    input: [],
    expect: [{ at: "5m", firing: [{ endpoint: "/a&b" }] }],
  });
  const rules = [{ ...anAlert("Slow", "warning", { team: "of {{ $labels.endpoint }}" }), tests: [test] }];
  const monitoring = defineMonitoring({ service: "reviews", rules, routing: aStandardRouting() });
  const [journey] = simulateAlerts(monitoring, defineStack());
  assert.equal(journey?.labels.team, "of /a&b");
  const texts = journey?.messages[0]?.texts;
  assert.equal(texts?.title, "[FIRING:1] WARNING Slow: Slow on /a&b");
  for (const part of [
    "*Slow on /a&amp;b*",
    "Look &lt; here &gt; &amp; there.",
    "`endpoint=/a&amp;b`",
    "<http://localhost:8000/runbooks/RB-001-incident-response.md|Runbook>",
    "<http://localhost:3000/d/overview|Dashboard>",
  ]) {
    assert.ok(texts?.text?.includes(part), part);
  }
});

it("without a routing nobody is told of anything", () => {
  assert.deepEqual(
    simulateAlerts(defineMonitoring({ service: "reviews", rules: ALERTS }), defineStack()),
    [],
  );
});
