import assert from "node:assert/strict";
import { test } from "node:test";
import type { Integration } from "../model/index.ts";
import { counter } from "./metric.ts";
import { defineMonitoring, type MonitoringSpec } from "./monitoring.ts";
import { promql } from "./promql.ts";
import { alert, recording } from "./rule.ts";
import { runbook } from "./runbook.ts";

const jobs = counter({ name: "jobs_total", help: "Jobs." });
const mails = counter({ name: "mails_total", help: "Mails." });

test("metrics of integrations come first, each once", () => {
  const queue = { name: "queue", metrics: [jobs] };
  const monitoring = defineMonitoring({ service: "s", integrations: [queue], metrics: [mails, jobs] });
  assert.deepEqual(monitoring.metrics, [jobs, mails]);
});

test("two declarations under one name are refused", () => {
  const other = counter({ name: "jobs_total", help: "Other jobs." });
  assert.throws(() => defineMonitoring({ service: "s", metrics: [jobs, other] }), {
    code: "FAROL_DUPLICATE_METRIC",
  });
});

const page = runbook("RB-900", "Jobs are late");
const late = alert("JobsLate", {
  expr: promql`rate(${jobs}[5m]) < 1`,
  severity: "warning",
  summary: "Jobs are late",
  description: "Fewer than one a second.",
  runbook: page,
  dashboard: "jobs",
  tests: [],
});
const queue = { name: "queue", metrics: [jobs], rules: [late] };

test("an integration's alert can be changed, and keeps what is not", () => {
  const { rules } = defineMonitoring({
    service: "s",
    integrations: [queue],
    changes: { JobsLate: { severity: "critical", for: "10m", tests: [] } },
  });
  assert.deepEqual(rules, [{ ...late, severity: "critical", for: "10m" }]);
});

test("an alert that fires otherwise needs other tests, and what it says does not", () => {
  const define = (changes: MonitoringSpec<readonly [typeof queue]>["changes"] & object) =>
    defineMonitoring({ service: "s", integrations: [queue], changes });
  // @ts-expect-error The tests of the old `for` would fail.
  assert.ok(define({ JobsLate: { for: "10m" } }));
  // @ts-expect-error Those of the old expression say nothing of this one.
  assert.ok(define({ JobsLate: { expr: promql`rate(${jobs}[5m]) < 2` } }));
  // @ts-expect-error An alert keeps its name.
  assert.ok(define({ JobsLate: { name: "JobsTooLate" } }));
  assert.ok(define({ JobsLate: { summary: "Nothing is done", labels: { team: "jobs" } } }));
});

test("an integration's alert can be left out, or replaced by one of the service's own", () => {
  const own = alert("JobsLate", { ...late, severity: "info" });
  const { rules } = defineMonitoring({
    service: "s",
    integrations: [queue],
    changes: { JobsLate: "off" },
    rules: [own],
  });
  assert.deepEqual(rules, [own]);
});

test("a change of an alert that is not there is refused with those that are", () => {
  const mails = { name: "mails", metrics: [] };
  const integrations = [queue, mails] as const;
  // @ts-expect-error TypeScript knows the names, also beside an integration that has no alerts.
  const misspelt = () => defineMonitoring({ service: "s", integrations, changes: { JobLate: "off" } });
  assert.throws(misspelt, { code: "FAROL_UNKNOWN_ALERT", message: /"JobLate".*There are JobsLate\./ });
  const known: readonly Integration[] = [queue];
  assert.ok(defineMonitoring({ service: "s", integrations: known, changes: { JobsLate: "off" } }));
});

test("two rules under one name are refused", () => {
  const own = alert("JobsLate", { ...late });
  assert.throws(() => defineMonitoring({ service: "s", integrations: [queue], rules: [own] }), {
    code: "FAROL_DUPLICATE_RULE",
  });
});

test("names of alerts, recordings and runbooks have their form", () => {
  assert.throws(() => alert("jobs_late", late), { code: "FAROL_ALERT_NAME" });
  assert.throws(() => recording("jobs", { expr: late.expr }), { code: "FAROL_RECORDING_NAME" });
  assert.equal(recording("job:jobs:rate5m", { expr: late.expr }).kind, "recording");
  assert.throws(() => runbook("jobs", "Jobs"), { code: "FAROL_RUNBOOK" });
  assert.equal(page.page, "RB-900-jobs-are-late.md");
});
