import assert from "node:assert/strict";
import { it } from "node:test";
import { fingerprintOf } from "./fingerprint.ts";

it("is Alertmanager's, whatever order the labels are in", () => {
  // As Alertmanager 0.25 answers at /api/v2/alerts.
  assert.equal(fingerprintOf({ severity: "info", alertname: "X" }), "253557e86b011577");
  const labels = { alertname: "ÄÖ high", instance: "h:1", severity: "critical" };
  assert.equal(fingerprintOf(labels), "427d19c4e4bd6a60");
  assert.equal(fingerprintOf({}), "cbf29ce484222325");
});
