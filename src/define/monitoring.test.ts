import assert from "node:assert/strict";
import { test } from "node:test";
import { counter } from "./metric.ts";
import { defineMonitoring } from "./monitoring.ts";

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
