import type { Monitoring } from "../../define/index.ts";
import type { AlertRule, AlertTest } from "../../model/index.ts";
import type { Stack } from "../stack.ts";
import { testCases, testDocument } from "../targets/promtool/test-document.ts";
import { checkVersions } from "../versions.ts";
import { alertGroup } from "./alert-group.ts";
import type { Evaluator } from "./evaluator.ts";
import { evaluatorsFor } from "./evaluators-for.ts";
import { testedGroup } from "./trial.ts";

/** How one test of an alert went. */
export type TestVerdict = {
  readonly alert: AlertRule;
  readonly test: AlertTest;
} & (
  | { readonly state: "passed"; readonly failure: undefined }
  /** `failure` is what was expected and what came instead, as each evaluator says it. Of one that is `disputed`, one passes it. */
  | { readonly state: "failed" | "disputed"; readonly failure: string }
);

/**
 * Runs every test of every alert, by each evaluator.
 * @param evaluators Default: Farol, and promtool where it is installed
 * @throws FarolError what `generate` throws of alerts and of what they read, and FAROL_PROMTOOL
 */
export async function testRules(
  monitoring: Monitoring,
  stack: Stack,
  evaluators?: readonly Evaluator[],
): Promise<TestVerdict[]> {
  checkVersions(stack.versions);
  const cases = testCases(monitoring);
  const byAlert = Map.groupBy(cases, ({ alert }) => alert);
  const trials = [...byAlert].flatMap(([alert, some]) => {
    const group = alertGroup(alert.name, [alert], some[0]!.groups);
    const tested = testedGroup(group, monitoring, stack);
    // A file each, so that a failure is told from the next test's.
    return some.map((one) => ({
      group: tested,
      document: testDocument([{ ...one, groups: [group] }], monitoring, stack),
    }));
  });
  const run = async (by: Evaluator) => ({ by: by.name, failures: await by.failuresOf(trials) });
  const said = await Promise.all((evaluators ?? (await evaluatorsFor("both"))).map(run));
  return cases.map(({ alert, test }, i) => ({
    alert,
    test,
    ...outcomeOf(said.map(({ by, failures }) => ({ by, failure: failures[i] }))),
  }));
}

interface Saying {
  readonly by: string;
  readonly failure: string | undefined;
}

function outcomeOf(said: readonly Saying[]) {
  const failed = said.filter(({ failure }) => failure !== undefined).length;
  if (failed === 0) return { state: "passed", failure: undefined } as const;
  const failure = said.map(({ by, failure = "passed" }) => `${by}: ${failure}`).join("\n");
  return { state: failed === said.length ? "failed" : "disputed", failure } as const;
}
