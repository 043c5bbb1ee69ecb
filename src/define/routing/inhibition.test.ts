import assert from "node:assert/strict";
import { it } from "node:test";
import type { Rule } from "../../model/index.ts";
import { promql } from "../promql.ts";
import { alert, recording } from "../rule.ts";
import { runbook } from "../runbook.ts";
import { graverOnly, pairsByName } from "./inhibition.ts";

function anAlert(name: string): Rule {
  return alert(name, {
    expr: promql`up == 0`,
    severity: "warning",
    summary: name,
    description: name,
    runbook: runbook("RB-001", "Incident response"),
    dashboard: "overview",
    tests: [],
  });
}

it("names tell which alerts say the same at two severities", () => {
  const names = ["QueriesCritical", "QueriesWarning", "DiskCritical", "HeatWarning", "Other"];
  const rules = [...names.map(anAlert), recording("job:up:sum", { expr: promql`sum by (job) (up)` })];
  assert.deepEqual(pairsByName(rules, ["pool"]), [
    { graver: "QueriesCritical", milder: "QueriesWarning", equal: ["pool"] },
  ]);
});

it("of a pair the graver alert silences the milder one, and the place is where the pairs were written", () => {
  const [inhibition] = graverOnly([{ graver: "HighErrorRate", milder: "ElevatedErrorRate" }]);
  assert.deepEqual(
    [inhibition?.source, inhibition?.target],
    [
      [{ label: "alertname", operator: "=", value: "HighErrorRate" }],
      [{ label: "alertname", operator: "=", value: "ElevatedErrorRate" }],
    ],
  );
  assert.deepEqual(inhibition?.equal, []);
  assert.match(inhibition?.place.file ?? "", /inhibition\.test\.ts$/);
});
