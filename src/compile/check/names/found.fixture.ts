import { type Monitoring, promql, recording } from "../../../define/index.ts";
import type { Expression } from "../../../model/index.ts";
import { defineStack, type StackSpec } from "../../stack.ts";
import type { Check } from "../check.ts";
import { post } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";

/** An expression of this text, whatever it names. */
export function expression(text: string): Expression {
  return { ...promql`0`, text };
}

/** What a check finds in a monitoring, each as `found: rule. cure`. */
export function foundBy(check: Check, monitoring: Monitoring, stack: StackSpec = {}): string[] {
  const found = check.find(subjectOf(monitoring, defineStack(stack), {}));
  return found.map((one) => `${one.found}: ${one.rule}. ${one.cure}`);
}

/** What a check finds in one expression: a recording of the post, beside others by name. */
export function foundIn(
  check: Check,
  text: string,
  others: Readonly<Record<string, string>> = {},
  stack: StackSpec = {},
): string[] {
  const rules = Object.entries({ "a:b": text, ...others });
  const recorded = rules.map(([name, one]) => recording(name, { expr: expression(one) }));
  return foundBy(check, post({}, { rules: recorded }), stack);
}
