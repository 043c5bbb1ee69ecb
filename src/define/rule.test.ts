import assert from "node:assert/strict";
import { test } from "node:test";
import { alert, promql, recording, runbook } from "./index.ts";

const whole = {
  expr: promql`up == 0`,
  severity: "critical",
  summary: "Down",
  description: "It does not answer.",
  runbook: runbook("RB-100", "Down"),
  dashboard: "overview",
  tests: [],
} as const;

test("an alert without what makes it of use does not compile", () => {
  const { runbook: _, ...withoutRunbook } = whole;
  // @ts-expect-error Somebody is woken, and shall know what to do.
  assert.ok(alert("ServiceDown", withoutRunbook));
  const { tests: __, ...withoutTests } = whole;
  // @ts-expect-error Nobody knows whether it fires.
  assert.ok(alert("ServiceDown", withoutTests));
  const { dashboard: ___, ...withoutDashboard } = whole;
  // @ts-expect-error Nobody sees what it is about.
  assert.ok(alert("ServiceDown", withoutDashboard));
  const { severity: ____, ...withoutSeverity } = whole;
  // @ts-expect-error Nobody knows whom to wake.
  assert.ok(alert("ServiceDown", withoutSeverity));
  // @ts-expect-error There is no such severity.
  assert.ok(alert("ServiceDown", { ...whole, severity: "page" }));
  // @ts-expect-error A runbook is a value, not its address.
  assert.ok(alert("ServiceDown", { ...whole, runbook: "https://runbooks.example.org/down" }));
});

test("names are as Prometheus' conventions have them", () => {
  assert.throws(() => alert("service_down", whole), { code: "FAROL_ALERT_NAME" });
  assert.throws(() => recording("requests", { expr: whole.expr }), { code: "FAROL_RECORDING_NAME" });
  assert.equal(recording("job:up:sum", { expr: whole.expr }).name, "job:up:sum");
});

test("an alert knows the line that it was written in", () => {
  const { place } = alert("ServiceDown", whole);
  assert.match(place.file, /rule\.test\.ts$/);
  assert.equal(place.line, 41);
});
