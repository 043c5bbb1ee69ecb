import assert from "node:assert/strict";
import { test } from "node:test";
import { monitoring } from "./monitoring.ts";

test("whoever hears that a budget burns is told what to look at, by each alert of the budgets", () => {
  const burning = monitoring.rules.filter(
    (rule) => rule.kind === "alert" && /ErrorBudgetBurn/.test(rule.name),
  );
  assert.equal(burning.length, 4 * monitoring.objectives.length + 1);
  for (const alert of burning) assert.ok(alert.kind === "alert" && alert.diagnoses?.length, alert.name);
});
