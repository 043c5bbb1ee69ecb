import assert from "node:assert/strict";
import { it } from "node:test";
import {
  branchMutants,
  defineStack,
  evaluatorsFor,
  type Mutant,
  survivors,
  testRules,
  testsOf,
  uncoveredBranches,
} from "farol/compile";
import type { AlertTest } from "farol/model";
import { monitoring } from "../../reviews/monitoring.ts";
import { stack as spec } from "../../reviews/stack.ts";
import { embedded } from "../../src/compile/testing/embedded.ts";
import { needs } from "../needs.ts";

const stack = defineStack(spec);
const byLanguage = ([3, 2] as const).map((n) => ({ ...embedded(`v${n}`), name: `Farol as Prometheus ${n}` }));
/** The engine's own evaluation, and the promtool of whose language it is; the second only where it is installed. */
const both = await evaluatorsFor("both");

// Everything is evaluated before the first test: from then on node follows every promise, which takes as long again.
const [verdicts, fires, silent] = await Promise.all([
  testRules(monitoring, stack, [...byLanguage, ...both.slice(1)]),
  leftOpen("fires"),
  leftOpen("silent"),
]);
const uncovered = await survivors(openIn(fires.byFarol, silent.byFarol), monitoring, stack, both[0]);

it(
  "every test of reviews' alerts passes in the engine, as Prometheus 3 and 2 read expressions, and in promtool",
  needs("promtool"),
  (t) => {
    assert.deepEqual(
      verdicts.flatMap(({ state, alert, test, failure }) =>
        state === "passed" ? [] : `${state}: ${alert.name}, ${test.name}: ${failure}`,
      ),
      [],
    );
    t.diagnostic(`${verdicts.length} tests`);
  },
);

it("every branch of their expressions is needed by a test", () => {
  assert.deepEqual(uncovered.map(nameOf), []);
});

for (const { shows, byFarol, byPromtool } of [fires, silent]) {
  it(
    `of what tests that show "${shows}" leave open, the engine and promtool name the same`,
    needs("promtool"),
    (t) => {
      assert.deepEqual(byFarol, byPromtool);
      t.diagnostic(`${byFarol.length} branches`);
      assert.ok(byFarol.length > 50);
    },
  );
}

/** The branches that could be otherwise, and all tests that show only that would pass. */
async function leftOpen(shows: AlertTest["shows"]) {
  const rules = monitoring.rules.map((rule) =>
    rule.kind === "alert" ? { ...rule, tests: testsOf(rule).filter((test) => test.shows === shows) } : rule,
  );
  const open = both.map((by) => uncoveredBranches({ ...monitoring, rules }, stack, by));
  const [byFarol = [], byPromtool = []] = (await Promise.all(open)).map((mutants) => mutants.map(nameOf));
  return { shows, byFarol, byPromtool };
}

/** The only ones that the other tests have to tell. */
function openIn(...parts: readonly (readonly string[])[]): Mutant[] {
  const mutants = monitoring.rules.flatMap((rule) => (rule.kind === "alert" ? branchMutants(rule) : []));
  return mutants.filter((mutant) => parts.every((names) => names.includes(nameOf(mutant))));
}

function nameOf({ of, alert }: Mutant): string {
  return `${of.name}: ${alert.expr.text}`;
}
