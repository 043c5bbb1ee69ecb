import type { RuleGroupSpec, RuleSpec } from "farol/alerting";

/** These groups as a rule file for Prometheus: YAML, which JSON is, too. */
export function ruleFile(groups: readonly RuleGroupSpec[]): string {
  return JSON.stringify({ groups: groups.map(({ name, rules }) => ({ name, rules: rules.map(inFile) })) });
}

function inFile(rule: RuleSpec) {
  const { name, expr, labels } = rule;
  if (rule.kind === "recording") return { record: name, expr, labels };
  return { alert: name, expr, for: `${rule.forMs}ms`, labels, annotations: rule.annotations };
}
