import type { RunningGroup, RunningRule } from "../../../alerting/index.ts";
import type { Labels } from "../../../model/index.ts";
import { goQuote } from "../../../promql/index.ts";
import { badData, invalidParameter } from "./api-error.ts";
import { type Selector, selectorsGiven } from "./selection.ts";

const TYPES = ["", "alert", "record"];
const TRUE = ["1", "t", "true"];
const FALSE = ["", "0", "f", "false"];

/** Which rules are asked for, as Prometheus 3 reads it. */
export interface RuleFilter {
  readonly isExcludingAlerts: boolean;
  /** Those of a group's rules. */
  rulesOf(group: RunningGroup): readonly RunningRule[];
}

/** @throws ApiError */
export function readRuleFilter(given: URLSearchParams): RuleFilter {
  const selectors = selectorsGiven(given, badData);
  const type = (given.get("type") ?? "").toLowerCase();
  if (!TYPES.includes(type)) throw invalidParameter("type", `not supported value ${goQuote(type)}`);
  const kind = { alert: "alert", record: "recording" }[type];
  const [names, groups, files] = ["rule_name[]", "rule_group[]", "file[]"].map((one) =>
    anyOf(given.getAll(one)),
  );
  return {
    isExcludingAlerts: readExcludeAlerts(given),
    rulesOf: ({ spec, rules }) => {
      if (!(groups!(spec.name) && files!(spec.file))) return [];
      const isKind = (one: string) => kind === undefined || one === kind;
      return rules.filter(
        ({ rule }) => isKind(rule.kind) && names!(rule.spec.name) && isAbout(selectors, rule.labels),
      );
    },
  };
}

function readExcludeAlerts(given: URLSearchParams): boolean {
  const text = (given.get("exclude_alerts") ?? "").toLowerCase();
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  const reason = `error converting exclude_alerts: strconv.ParseBool: parsing ${goQuote(text)}: invalid syntax`;
  throw invalidParameter("exclude_alerts", reason);
}

function anyOf(texts: readonly string[]): (text: string) => boolean {
  const wanted = new Set(texts);
  return (text) => wanted.size === 0 || wanted.has(text);
}

/** Whether a rule's labels, as they are written, satisfy one of some selectors; a metric's name is none of them. */
function isAbout(selectors: readonly Selector[], labels: Labels): boolean {
  if (selectors.length === 0) return true;
  return selectors.some(
    ({ name, matchers }) =>
      name === undefined && matchers.every(({ label, matches }) => matches(labels[label] ?? "")),
  );
}
