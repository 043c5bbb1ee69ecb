import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnosis } from "../model/index.ts";
import { alert, counter, defineMonitoring, objective, promql, runbook } from "./index.ts";

const backlog: Diagnosis = { name: "backlog", title: "What waits", thread: "application" };
const late = alert("JobsLate", {
  expr: promql`vector(1)`,
  severity: "warning",
  summary: "Jobs are late",
  description: "They wait.",
  runbook: runbook("RB-900", "Jobs are late"),
  dashboard: "jobs",
  diagnoses: ["backlog", "slowestStatements"],
  tests: [],
});
const queue = { name: "queue", metrics: [], rules: [late], diagnoses: [backlog] };

const namedBy = ({ rules }: ReturnType<typeof defineMonitoring>) =>
  rules.map((rule) => rule.kind === "alert" && rule.diagnoses);

test("what integrations bring is told once, and their alerts name only what is here", () => {
  const again = { name: "again", metrics: [], diagnoses: [backlog] };
  const monitoring = defineMonitoring({ service: "s", integrations: [queue, again] });
  assert.deepEqual(monitoring.diagnoses, [backlog]);
  assert.deepEqual(namedBy(monitoring), [["backlog"]]);
});

const promise = (...diagnoses: readonly string[]) =>
  objective({
    name: "jobs-done",
    ...{
      bad: counter({ name: "failed_total", help: "." }),
      total: counter({ name: "jobs_total", help: "." }),
    },
    ...{ target: 0.999, period: "30d", lowTraffic: { kind: "everyEvent" } },
    ...{ runbook: late.runbook, dashboard: "jobs", diagnoses },
  });

test("all alerts of an objective name what it names", () => {
  const integrations = [{ name: "queue", metrics: [], diagnoses: [backlog] }];
  const { rules } = defineMonitoring({ service: "s", integrations, objectives: [promise("backlog")] });
  const alerts = rules.filter((rule) => rule.kind === "alert");
  assert.deepEqual(
    alerts.map(({ diagnoses }) => diagnoses),
    Array(4).fill(["backlog"]),
  );
});

test("an alert or objective of the service, and a change, may not name what no integration brings", () => {
  const own = alert("JobsLost", { ...late, diagnoses: ["backlogs"] });
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue], rules: [own] }), {
    code: "FAROL_UNKNOWN_DIAGNOSIS",
    message: /"backlogs" of the alert "JobsLost".*There are backlog\./s,
  });
  const objectives = [promise("backlog", "locks")];
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue], objectives }), {
    code: "FAROL_UNKNOWN_DIAGNOSIS",
    message: /"locks" of the alert "JobsDoneErrorBudgetBurn1h"/,
  });
  const change = { JobsLate: { diagnoses: ["locks"] } };
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue], changes: change }), {
    code: "FAROL_UNKNOWN_DIAGNOSIS",
  });
  const fewer = { JobsLate: { diagnoses: [] } };
  assert.deepEqual(namedBy(defineMonitoring({ service: "s", integrations: [queue], changes: fewer })), [[]]);
});

test("two diagnoses of one name are refused", () => {
  const other = { name: "other", metrics: [], diagnoses: [{ ...backlog, title: "Another" }] };
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue, other] }), {
    code: "FAROL_DUPLICATE_DIAGNOSIS",
  });
});
