import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnosis } from "../model/index.ts";
import { alert, defineMonitoring, promql, runbook } from "./index.ts";

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

test("an alert of the service, and a change, may not name what no integration brings", () => {
  const own = alert("JobsLost", { ...late, diagnoses: ["backlogs"] });
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue], rules: [own] }), {
    code: "FAROL_UNKNOWN_DIAGNOSIS",
    message: /"backlogs" of the alert "JobsLost".*There are backlog\./s,
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
