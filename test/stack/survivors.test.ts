import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { branchMutants, defineStack, survivors, testRules, uncoveredBranches } from "farol/compile";
import {
  above,
  alert,
  alertTests,
  counter,
  counterAt,
  defineMonitoring,
  promql,
  runbook,
} from "farol/define";
import type { AlertRule } from "farol/model";
import { needs } from "../needs.ts";

const asked = counter({ name: "asked_total", help: "Requests.", labels: { code: ["200", "500"] } });
const failed = promql`sum by (job) (increase(asked_total{code="500"}[5m]))`;
const all = promql`sum by (job) (increase(${asked}[5m]))`;

/** It wants a few failures, which its tests may show or not. */
function failing(littleTraffic: { readonly littleTraffic?: number }): AlertRule {
  return alert("Failing", {
    expr: promql`${failed} / ${all} > 0.1 and ${failed} > 3`,
    severity: "warning",
    summary: "It fails",
    description: "More than one in ten.",
    runbook: runbook("RB-903", "It fails"),
    dashboard: "any",
    tests: alertTests({
      ...{ window: "5m", seenAfter: "2m", ...above(0.1), ...littleTraffic, firing: [{ job: "a" }] },
      levels: (share) => [
        counterAt(asked, { code: "200", job: "a" }, 40 * (1 - share)),
        counterAt(asked, { code: "500", job: "a" }, 40 * share),
      ],
    }),
  });
}

const stack = defineStack({ versions: { prometheus: "2.42" } });
const monitoringOf = (rule: AlertRule) =>
  defineMonitoring({ service: "any", metrics: [asked], rules: [rule] });

describe("the branches of an alert's expression", needs("promtool"), () => {
  it("are covered when a test fails without each", async () => {
    const monitoring = monitoringOf(failing({ littleTraffic: 0.1 }));
    const verdicts = await testRules(monitoring, stack);
    assert.deepEqual(
      verdicts.flatMap(({ failure }) => failure ?? []),
      [],
    );
    assert.deepEqual(await uncoveredBranches(monitoring, stack), []);
  });

  it("are named when all tests pass without them", async () => {
    const uncovered = await uncoveredBranches(monitoringOf(failing({})), stack);
    assert.deepEqual(
      uncovered.map(({ change }) => change),
      [`without "and (${failed.text}) > 3"`, 'without "> 3"'],
    );
  });

  it("are known also beside one that cannot be evaluated, which ends promtool's test", async () => {
    const rule = failing({ littleTraffic: 0.1 });
    const expr = promql`asked_total * on (job) asked_total > 0`;
    const broken = { of: rule, alert: { ...rule, expr }, change: "broken" };
    const same = { of: rule, alert: rule, change: "nothing" };
    const mutants = [same, broken, ...branchMutants(rule)];
    assert.deepEqual(await survivors(mutants, monitoringOf(rule), stack), [same]);
  });
});
