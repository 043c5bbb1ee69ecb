import { setImmediate as nextTurn } from "node:timers/promises";
import { type MomentVerdict, type RuleFault, runRuleTest } from "../../alerting/index.ts";
import type { Semantics } from "../../promql/index.ts";
import type { Evaluator } from "./evaluator.ts";
import { ruleTestsOf } from "./rule-tests-of.ts";
import type { Trial } from "./trial.ts";

/** The evaluation of rules that runs in services, here in this process. */
export function embedded(semantics: Semantics): Evaluator {
  return {
    name: "Farol",
    failuresOf: async (trials) => {
      const failures: (string | undefined)[] = [];
      for (const trial of trials) {
        failures.push(await failureOf(trial, semantics));
        // promtool may be running beside, and is to be given its next files
        await nextTurn();
      }
      return failures;
    },
  };
}

async function failureOf({ group, document }: Trial, semantics: Semantics): Promise<string | undefined> {
  const failures: string[] = [];
  for (const test of ruleTestsOf(document)) {
    const { moments, faults } = await runRuleTest([group.spec], test, { queryOptions: { semantics } });
    failures.push(...moments.filter(({ passed }) => !passed).map(momentText), ...faults.map(faultText));
  }
  return failures.length === 0 ? undefined : failures.join("\n");
}

function momentText({ moment, expected, got }: MomentVerdict): string {
  const what = "alert" in moment ? `alertname: ${moment.alert}` : `expr: ${moment.expr}`;
  return `${what}, time: ${secondsText(moment.atMs)},\n    exp: ${listText(expected)}\n    got: ${listText(got)}`;
}

function faultText({ rule, atMs, message }: RuleFault): string {
  return `rule: ${rule}, time: ${secondsText(atMs)}, err: ${message}`;
}

function secondsText(ms: number): string {
  return `${ms / 1000}s`;
}

function listText(all: readonly string[]): string {
  return all.length === 0 ? "nil" : all.join("\n         ");
}
