import type { Monitoring } from "../../define/index.ts";
import type { Dashboard, Mark, Panel, Rule } from "../../model/index.ts";
import type { Use } from "./use.ts";

type Unread = Omit<Use, "tree" | "facts">;

/** Every expression of a definition. */
export function originsOf({ rules, dashboards, marks }: Monitoring): Unread[] {
  return [
    ...rules.map(ofRule),
    ...dashboards.flatMap((dashboard) => dashboard.panels.flatMap((panel) => ofPanel(dashboard, panel))),
    ...marks.map(ofMark),
  ];
}

function ofRule(rule: Rule): Unread {
  const what = `${rule.kind} "${rule.name}"`;
  const { expr: expression } = rule;
  return rule.kind === "alert"
    ? { origin: { kind: "alert", alert: rule }, what, expression }
    : { origin: { kind: "recording", recording: rule }, what, expression };
}

function ofPanel(dashboard: Dashboard, panel: Panel): Unread[] {
  return panel.queries.map((query) => ({
    origin: { kind: "panel", dashboard, panel, query },
    what: `query ${query.id} of the panel "${panel.title}" of "${dashboard.title}"`,
    expression: query.expr,
  }));
}

function ofMark(mark: Mark): Unread {
  return { origin: { kind: "mark", mark }, what: `mark "${mark.title}"`, expression: mark.expr };
}
