import type { RunningGroup } from "../../../alerting/index.ts";
import { type ApiContext, type Route, whole } from "./asked.ts";
import { readRuleFilter } from "./rule-filter.ts";
import { alertsJson, groupJson } from "./rule-json.ts";
import { pageOf } from "./rule-pages.ts";

/** The rules that the engine evaluates, by group; groups of which none is asked for are left out. */
export const rules: Route = {
  takesForm: false,
  costs: false,
  answer: ({ given, context }) => {
    const filter = readRuleFilter(given);
    const told = (group: RunningGroup) => {
      const wanted = filter.rulesOf(group);
      return wanted.length === 0 ? undefined : groupJson(group, wanted, !filter.isExcludingAlerts);
    };
    const { items, nextToken } = pageOf(given, groupsOf(context), ({ spec }) => spec, told);
    return whole({ groups: items, ...(nextToken !== undefined && { groupNextToken: nextToken }) });
  },
};

/** The alerts that those rules hold pending or firing. */
export const alerts: Route = {
  takesForm: false,
  costs: false,
  answer: ({ context }) => {
    const running = groupsOf(context).flatMap((group) => group.rules.map(({ rule }) => rule));
    return whole({ alerts: running.flatMap((rule) => (rule.kind === "alert" ? alertsJson(rule) : [])) });
  },
};

/** By file and name, as Prometheus lists them. */
function groupsOf(context: ApiContext): RunningGroup[] {
  const groups = context.alerting()?.rules.groups ?? [];
  return groups.toSorted(({ spec: a }, { spec: b }) => inOrder(a.file, b.file) || inOrder(a.name, b.name));
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
