import { type Labels, parseDuration } from "../../model/index.ts";
import { alertLabels, annotations, type Links, unindented } from "../rule-document.ts";
import { isRecording, type PlainRule, type RuleOrigins, ruleGroups } from "../rule-groups.ts";
import type { RuleGroupSpec, RuleSpec } from "./rule-group-spec.ts";

/** What of a monitoring its rules are made of; every `Monitoring` does, and a clone of it without tests. */
export interface RuleDefinition extends RuleOrigins {
  readonly owner: string;
}

/**
 * The groups of a definition, as a rule file would hold them that was generated from it.
 * @param links where runbooks and dashboards are
 * @throws FarolError FAROL_PROMQL for an expression that no Prometheus reads
 */
export function groupSpecsOf(definition: RuleDefinition, links: Links): RuleGroupSpec[] {
  return ruleGroups(definition).map(({ name, slug, rules }) => ({
    name,
    file: `${slug}.yml`,
    intervalMs: undefined,
    limit: 0,
    queryOffsetMs: 0,
    labels: {},
    rules: rules.map((rule) => specOf(rule, definition.owner, links)),
  }));
}

function specOf(rule: PlainRule, owner: string, links: Links): RuleSpec {
  const { name } = rule;
  const expr = unindented(rule.expr.text);
  if (isRecording(rule)) return { kind: "recording", name, expr, labels: rule.labels };
  return {
    ...{ kind: "alert", name, expr },
    forMs: durationMs(rule.for),
    keepFiringForMs: durationMs(rule.keepFiringFor),
    labels: alertLabels(rule, owner),
    annotations: annotations(rule, links) satisfies Labels,
  };
}

function durationMs(text: string | undefined): number {
  return text === undefined ? 0 : parseDuration(text);
}
