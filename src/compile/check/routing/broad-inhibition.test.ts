import assert from "node:assert/strict";
import { it } from "node:test";
import { anAlert, RECEIVERS } from "../../../../test/standard-routing.ts";
import {
  defineMonitoring,
  defineRouting,
  type InhibitionSpec,
  inhibit,
  matching,
  route,
} from "../../../define/index.ts";
import { defineStack } from "../../stack.ts";
import { subjectOf } from "../subject.ts";
import { broadInhibition } from "./broad-inhibition.ts";

const rules = [
  anAlert("Watchdog", "info"),
  anAlert("Slow", "critical"),
  anAlert("Failing", "critical"),
  anAlert("Slowish", "warning"),
  anAlert("Odd", "warning"),
];

function found(spec: InhibitionSpec): string[] {
  const root = route({ receivers: [RECEIVERS.pager] });
  const routing = defineRouting({ root, inhibitions: [inhibit(spec)] });
  const monitoring = defineMonitoring({ service: "reviews", rules, routing });
  return broadInhibition.find(subjectOf(monitoring, defineStack(), {})).map((one) => one.found);
}

it("Watchdog neither silences nor is silenced", () => {
  const watchdog = { alertname: "Watchdog" };
  assert.deepEqual(found({ source: { severity: "critical" }, target: { severity: "info" }, equal: [] }), [
    "Slow silences Watchdog",
  ]);
  assert.deepEqual(found({ source: watchdog, target: { alertname: "Watch.*" }, equal: [] }), []);
});

it("any of many does not silence many others, unless what they speak of is the same", () => {
  const spec = { source: { severity: "critical" }, target: { severity: "warning" } } as const;
  assert.deepEqual(found({ ...spec, equal: [] }), ["any of 2 alerts silences 2 others"]);
  assert.deepEqual(found({ ...spec, equal: ["endpoint"] }), []);
});

it("several may make one needless, and one several", () => {
  const equal = ["endpoint"];
  assert.deepEqual(
    found({ source: { alertname: matching("Slow|Failing") }, target: { alertname: "Odd" }, equal }),
    [],
  );
  assert.deepEqual(found({ source: { alertname: "Slow" }, target: { severity: "warning" }, equal }), []);
});
