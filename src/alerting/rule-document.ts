import type { Monitoring } from "../define/index.ts";
import type { Labels } from "../model/index.ts";
import { isRecording, type PlainRule } from "./rule-groups.ts";

type PlainAlert = Extract<PlainRule, { kind: "alert" }>;

/** Where an alert's links lead: the folder of runbooks, and what shows dashboards. */
export interface Links {
  readonly runbooksUrl: string;
  readonly grafanaUrl: string;
}

/** A rule as Prometheus' rule files hold it, and the PrometheusRule of its operator too. */
export function ruleDocument(rule: PlainRule, { owner }: Pick<Monitoring, "owner">, links: Links): object {
  const expr = unindented(rule.expr.text);
  if (isRecording(rule)) return { record: rule.name, expr, ...labels(rule.labels) };
  return {
    alert: rule.name,
    expr,
    ...(rule.for !== undefined && { for: rule.for }),
    ...(rule.keepFiringFor !== undefined && { keep_firing_for: rule.keepFiringFor }),
    labels: alertLabels(rule, owner),
    annotations: annotations(rule, links),
  };
}

/** The labels that a rule gives to its alerts, beside those of the expression. */
export function alertLabels(alert: PlainAlert, owner: string): Labels {
  return { severity: alert.severity, owner: alert.owner ?? owner, ...alert.labels };
}

/** What an alert says, of which `summary` and `description` are templates. */
export function annotations(alert: PlainAlert, { runbooksUrl, grafanaUrl }: Links) {
  return {
    summary: alert.summary,
    description: alert.description,
    runbook_url: below(runbooksUrl, alert.runbook.page),
    dashboard_url: below(grafanaUrl, `d/${alert.dashboard}`),
  };
}

function labels(all: Labels): { labels?: Labels } {
  return Object.keys(all).length === 0 ? {} : { labels: all };
}

/** What is at a path under an address. */
export function below(url: string, path: string): string {
  return `${url.replace(/\/?$/, "/")}${path}`;
}

/** Takes away what lines are indented by where the expression was written. */
export function unindented(text: string): string {
  const [first = "", ...rest] = text.split("\n").map((line) => line.trimEnd());
  const depth = Math.min(...rest.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return [first, ...rest.map((line) => line.slice(depth))].join("\n");
}
