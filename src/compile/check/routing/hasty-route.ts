import { ruleGroups, settingsOf } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import { parseDuration, type Route } from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import type { Check, Found } from "../check.ts";
import type { Subject } from "../subject.ts";
import type { InhibitionPair } from "./inhibition-pairs.ts";
import { inRouting, type Routed } from "./routed.ts";

/** Somebody is told of an alert before the one that silences it can be known. */
export const hastyRoute: Check = {
  code: "FAROL_ROUTE_HASTY",
  level: "warning",
  title: "A route that tells of alerts before what silences them is known",
  why: "Groups of rules are evaluated at different moments of one interval, so the graver of two alerts may reach Alertmanager up to an interval after the milder one. A route whose group wait is shorter than that tells of the milder one first, and pages twice for one fault. Let it wait for an interval at least.",
  find: (subject) => inRouting((routed) => hasty(routed, subject))(subject),
};

function hasty({ pairs, stops }: Routed, { monitoring, stack }: Subject): Found[] {
  const intervalMs = parseDuration(stack.interval);
  const groupOf = groupsByRule(monitoring);
  const found = new Map<Route, Found>();
  for (const pair of [...pairs.values()].flat()) {
    if (groupOf.get(pair.source.name) === groupOf.get(pair.target.name)) continue;
    for (const { path } of stops.get(pair.target) ?? []) {
      const route = path.at(-1)!;
      const { groupWaitMs } = settingsOf(path);
      if (groupWaitMs < intervalMs && !found.has(route))
        found.set(route, foundAt(route, groupWaitMs, pair, stack));
    }
  }
  return [...found.values()];
}

function groupsByRule(monitoring: Monitoring): ReadonlyMap<string, string> {
  const groups = ruleGroups(monitoring);
  return new Map(groups.flatMap(({ name, rules }) => rules.map((rule) => [rule.name, name] as const)));
}

function foundAt(
  { place }: Route,
  groupWaitMs: number,
  { source, target }: InhibitionPair,
  { interval }: Stack,
): Found {
  return {
    place,
    found: `a group wait of ${groupWaitMs / 1000}s for ${target.name}, which ${source.name} silences`,
    rule: `rules are evaluated every ${interval}, so that it may be told of before ${source.name} is known`,
    cure: `Wait for ${interval} at least, or put both alerts into one group of rules.`,
  };
}
