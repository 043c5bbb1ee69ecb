import assert from "node:assert/strict";
import { it } from "node:test";
import { defineStack, evaluatorsFor, testRules, testsOf, uncoveredBranches } from "farol/compile";
import type { AlertTest } from "farol/model";
import { monitoring } from "../../reviews/monitoring.ts";
import { stack as spec } from "../../reviews/stack.ts";
import { needs } from "../needs.ts";

const stack = defineStack(spec);

it(
  "the engine's own evaluation and promtool agree of every test of reviews' alerts",
  needs("promtool"),
  async (t) => {
    const verdicts = await testRules(monitoring, stack);
    assert.deepEqual(
      verdicts.flatMap(({ state, alert, test, failure }) =>
        state === "passed" ? [] : `${state}: ${alert.name}, ${test.name}: ${failure}`,
      ),
      [],
    );
    t.diagnostic(`${verdicts.length} tests`);
  },
);

it("every branch of their expressions is needed by a test", async () => {
  assert.deepEqual(await uncoveredBranches(monitoring, stack), []);
});

for (const shows of ["fires", "silent"] as const) {
  it(
    `of what tests that show "${shows}" leave open, the engine and promtool name the same`,
    needs("promtool"),
    async (t) => {
      const partly = withTestsThat(shows);
      const open = (await evaluatorsFor("both")).map(async (evaluator) => {
        const uncovered = await uncoveredBranches(partly, stack, evaluator);
        return uncovered.map(({ of, change }) => `${of.name} ${change}`);
      });
      const [byFarol, byPromtool] = (await Promise.all(open)) as [string[], string[]];
      assert.deepEqual(byFarol, byPromtool);
      t.diagnostic(`${byFarol.length} branches`);
      assert.ok(byFarol.length > 50);
    },
  );
}

/** Reviews' monitoring, of whose alerts' tests only some are there. */
function withTestsThat(shows: AlertTest["shows"]): typeof monitoring {
  const rules = monitoring.rules.map((rule) =>
    rule.kind === "alert" ? { ...rule, tests: testsOf(rule).filter((test) => test.shows === shows) } : rule,
  );
  return { ...monitoring, rules };
}
