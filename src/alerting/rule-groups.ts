import type { Monitoring } from "../define/index.ts";
import type { AlertRule, RecordingRule, Rule } from "../model/index.ts";
import { metricsReadBy } from "./expression-tree.ts";

/** Rules that Prometheus evaluates one after the other. */
export interface RuleGroup {
  readonly name: string;
  /** Its name in paths: `http` in `prometheus/rules/http.yml`. */
  readonly slug: string;
  /** Recordings first, each after those that it uses; then alerts. */
  readonly rules: readonly Rule[];
}

/**
 * One group an integration and one an objective, named after it, and one for the service's own rules. A group without
 * rules is none.
 */
export function ruleGroups({ service, integrations, objectives, rules }: Monitoring): RuleGroup[] {
  const origins = [
    ...integrations,
    ...objectives.map((one) => ({ name: `objective-${one.name}`, rules: one.rules })),
  ];
  const groups = new Map<string, Rule[]>(origins.map(({ name }) => [name, []]));
  for (const rule of rules) {
    // A changed alert keeps its place; one that replaces it has its own.
    const origin = origins.find((one) => one.rules?.some(({ place }) => place === rule.place));
    const name = origin?.name ?? service;
    groups.set(name, [...(groups.get(name) ?? []), rule]);
  }
  return [...groups]
    .filter(([, group]) => group.length > 0)
    .map(([name, group]) => ({ name, slug: slug(name), rules: ordered(group) }));
}

/** The groups that this one reads recordings of, and those that they read, in the order of evaluation; itself last. */
export function withSources(group: RuleGroup, all: readonly RuleGroup[]): RuleGroup[] {
  const found = new Set<RuleGroup>();
  const visit = (one: RuleGroup, under: readonly RuleGroup[]) => {
    if (found.has(one) || under.includes(one)) return;
    const names = new Set(one.rules.flatMap(({ expr }) => [...metricsReadBy(expr)]));
    const sources = all.filter(({ rules }) =>
      rules.some((rule) => isRecording(rule) && names.has(rule.name)),
    );
    for (const source of sources) visit(source, [...under, one]);
    found.add(one);
  };
  visit(group, []);
  return [...found];
}

export function isRecording(rule: Rule): rule is RecordingRule {
  return rule.kind === "recording";
}

export function isAlert(rule: Rule): rule is AlertRule {
  return rule.kind === "alert";
}

function ordered(rules: readonly Rule[]): Rule[] {
  const recordings = rules.filter(isRecording);
  const found = new Set<Rule>();
  const visit = (rule: RecordingRule, under: readonly Rule[]) => {
    if (found.has(rule) || under.includes(rule)) return;
    const names = metricsReadBy(rule.expr);
    for (const used of recordings) if (names.has(used.name)) visit(used, [...under, rule]);
    found.add(rule);
  };
  for (const recording of recordings) visit(recording, []);
  return [...(found as Set<Rule>), ...rules.filter(isAlert)];
}

/** A name as paths and Kubernetes take it: lowercase letters, digits and hyphens. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
