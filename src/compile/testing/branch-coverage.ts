import { isAlert, treeOf } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import type { AlertRule } from "../../model/index.ts";
import type { Stack } from "../stack.ts";
import { branches } from "./branches.ts";
import type { Evaluator } from "./evaluator.ts";
import { type Mutant, survivors } from "./survivors.ts";

/** Every alert with every branch of its expression changed. */
export function branchMutants(alert: AlertRule): Mutant[] {
  const { expr } = alert;
  return branches(expr.text, treeOf(expr)).map(({ change, text }) => ({
    of: alert,
    alert: { ...alert, expr: { ...expr, text } },
    change,
  }));
}

/**
 * The branches of alerts' expressions that could be otherwise and all tests would pass, in the order of the rules.
 * @param evaluator Default: the first that `testRules` asks
 * @throws FarolError what `testRules` throws
 */
export function uncoveredBranches(
  monitoring: Monitoring,
  stack: Stack,
  evaluator?: Evaluator,
): Promise<Mutant[]> {
  return survivors(monitoring.rules.filter(isAlert).flatMap(branchMutants), monitoring, stack, evaluator);
}
