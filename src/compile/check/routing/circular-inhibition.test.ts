import assert from "node:assert/strict";
import { it } from "node:test";
import { anAlert, RECEIVERS } from "../../../../test/standard-routing.ts";
import { simulate } from "../../../alerting/index.ts";
import {
  type AlertMatch,
  defineMonitoring,
  defineRouting,
  type InhibitionSpec,
  inhibit,
  matching,
  promql,
  route,
} from "../../../define/index.ts";
import type { Rule } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import { subjectOf } from "../subject.ts";
import { circularInhibition } from "./circular-inhibition.ts";

const ALERTS = ["A", "B", "C"].map((name) => anAlert(name, "critical"));
const [A, B, C] = [{ alertname: "A" }, { alertname: "B" }, { alertname: "C" }] as const;

function silencing(
  source: AlertMatch,
  target: AlertMatch,
  equal: readonly string[] = ["owner"],
): InhibitionSpec {
  return { source, target, equal };
}

function routingOf(...specs: readonly InhibitionSpec[]) {
  return defineRouting({ root: route({ receivers: [RECEIVERS.pager] }), inhibitions: specs.map(inhibit) });
}

function found(specs: readonly InhibitionSpec[], rules: readonly Rule[] = ALERTS): string[] {
  const monitoring = defineMonitoring({ service: "reviews", rules, routing: routingOf(...specs) });
  return circularInhibition.find(subjectOf(monitoring, defineStack(), {})).map((one) => one.found);
}

it("a ring of three is found once, and of its alerts nobody is told", () => {
  const ring = [silencing(A, B), silencing(B, C), silencing(C, A)];
  assert.deepEqual(found(ring), ["A silences B, and B silences C, and C silences A"]);
  const firing = ["A", "B", "C"].map((alertname) => ({ alertname, owner: "reviews" }));
  for (const labels of firing) assert.deepEqual(simulate(routingOf(...ring), labels, { firing }).told, []);
});

it("an order is no ring, however many silence the last", () => {
  assert.deepEqual(found([silencing(A, B), silencing(B, C), silencing(A, C)]), []);
  assert.deepEqual(found([silencing(A, { alertname: matching("B|C") }), silencing(B, C)]), []);
});

it("two that are source and target of one inhibition leave each other alone", () => {
  assert.deepEqual(found([silencing({ severity: "critical" }, { alertname: matching("A|B") })]), []);
});

it("alerts that cannot be equal, or not surely match, are in no ring", () => {
  const team = (name: string, label: string) => anAlert(name, "critical", { team: label });
  const teams = [team("A", "x"), team("B", "{{ $labels.endpoint }}"), team("C", "y")];
  assert.deepEqual(
    found([silencing(A, B, ["team"]), silencing(B, C, ["team"]), silencing(C, A, [])], teams),
    [],
  );
  assert.deepEqual(found([silencing(A, B), silencing(B, { ...A, endpoint: "/" })]), []);
  const unknown = { ...anAlert("B", "critical"), expr: promql`somebody_elses > 0` };
  assert.deepEqual(found([silencing(A, B, ["zone"]), silencing(B, A, ["zone"])], [ALERTS[0]!, unknown]), []);
});
