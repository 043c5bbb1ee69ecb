import { type Labels, labelsKey, type Rule } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import type { Use } from "../use.ts";
import { normalForm } from "./normal-form.ts";

/** Two alerts of one severity, or two recordings, with one expression. */
export const duplicateRule: Check = {
  code: "FAROL_ALERT_DUPLICATE",
  level: "warning",
  title: "Two rules with one expression",
  why: "Two alerts of one severity that ask the same tell everybody twice, and are changed one at a time until they differ. Two recordings of one expression and the same labels cost twice, and nobody knows which of them to read. Remove one.",
  find: ({ uses }) => {
    const first = new Map<string, Rule>();
    return uses.flatMap((use) => {
      const rule = ruleOf(use);
      if (rule === undefined) return [];
      const key = keyOf(rule, normalForm(use.tree));
      const before = first.get(key);
      if (before === undefined) first.set(key, rule);
      return before === undefined ? [] : [repeated(rule, before)];
    });
  },
};

function ruleOf({ origin }: Use): Rule | undefined {
  if (origin.kind === "alert") return origin.alert;
  return origin.kind === "recording" ? origin.recording : undefined;
}

function keyOf(rule: Rule, expression: string): string {
  const labels: Labels = rule.kind === "alert" ? { ...rule.labels, severity: rule.severity } : rule.labels;
  return `${rule.kind} ${labelsKey(expression, labels)}`;
}

function repeated({ kind, name, place }: Rule, before: Rule): Found {
  return {
    place,
    found: `${kind} "${name}" with the expression of "${before.name}"`,
    rule:
      kind === "alert"
        ? "an alert of one severity asks what no other does"
        : "a recording keeps what no other does",
    cure: "Remove one of them.",
  };
}
