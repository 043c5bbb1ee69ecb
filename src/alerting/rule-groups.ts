import type { AlertRule, RecordingRule, Rule } from "../model/index.ts";
import { metricsReadBy } from "./expression-tree.ts";

/** A rule without what only its tests need, which can be cloned into another thread. */
export type PlainRule = Omit<AlertRule, "tests"> | RecordingRule;

/** Where rules come from. A rule and its origin's have one `place`, the same object, which `structuredClone` keeps. */
export interface RuleOrigin {
  readonly name: string;
  readonly rules?: readonly Pick<PlainRule, "place">[];
}

/** What of a monitoring says which rules stand together; every `Monitoring` does. */
export interface RuleOrigins<R extends PlainRule = PlainRule> {
  readonly service: string;
  readonly integrations: readonly RuleOrigin[];
  readonly objectives: readonly RuleOrigin[];
  readonly rules: readonly R[];
}

/** Rules that Prometheus evaluates one after the other. */
export interface RuleGroup<R extends PlainRule = Rule> {
  readonly name: string;
  /** Its name in paths: `http` in `prometheus/rules/http.yml`. */
  readonly slug: string;
  /** Recordings first, each after those that it uses; then alerts. */
  readonly rules: readonly R[];
}

/**
 * One group an integration and one an objective, named after it, and one for the service's own rules. A group without
 * rules is none.
 */
export function ruleGroups<R extends PlainRule>({
  service,
  integrations,
  objectives,
  rules,
}: RuleOrigins<R>): RuleGroup<R>[] {
  const origins: RuleOrigin[] = [
    ...integrations,
    ...objectives.map(({ name, rules = [] }) => ({ name: `objective-${name}`, rules })),
  ];
  const groups = new Map<string, R[]>(origins.map(({ name }) => [name, []]));
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

export function isRecording<R extends PlainRule>(rule: R): rule is Extract<R, RecordingRule> {
  return rule.kind === "recording";
}

export function isAlert<R extends PlainRule>(rule: R): rule is Exclude<R, RecordingRule> {
  return rule.kind === "alert";
}

function ordered<R extends PlainRule>(rules: readonly R[]): R[] {
  const recordings = rules.filter(isRecording);
  const found = new Set<R>();
  const visit = (rule: R, under: readonly R[]) => {
    if (found.has(rule) || under.includes(rule)) return;
    const names = metricsReadBy(rule.expr);
    for (const used of recordings) if (names.has(used.name)) visit(used, [...under, rule]);
    found.add(rule);
  };
  for (const recording of recordings) visit(recording, []);
  return [...found, ...rules.filter(isAlert)];
}

/** A name as paths and Kubernetes take it: lowercase letters, digits and hyphens. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
