import type { Alert, Alerting, RunningGroup, RunningRule } from "../../../alerting/index.ts";
import { print } from "../../../promql/index.ts";
import { goTime, NO_TIME } from "../../notifier/receivers/index.ts";
import { alertValueText } from "./number-text.ts";

/** A group as Prometheus tells of it, with those of its rules that are wanted. */
export function groupJson(
  { spec, intervalMs, rules: all }: RunningGroup,
  rules: readonly RunningRule[],
  alertsToo: boolean,
) {
  const evaluations = all.flatMap(({ outcome }) => (outcome.state === "unknown" ? [] : [outcome]));
  const durationMs = evaluations.reduce((sum, one) => sum + one.durationMs, 0);
  const lastMs = evaluations.reduce<number | undefined>(
    (last, { atMs }) => Math.max(last ?? atMs, atMs),
    undefined,
  );
  return {
    name: spec.name,
    file: spec.file,
    rules: rules.map((running) => ruleJson(running, alertsToo)),
    interval: intervalMs / 1000,
    limit: spec.limit,
    evaluationTime: durationMs / 1000,
    lastEvaluation: lastMs === undefined ? NO_TIME : goTime(lastMs),
  };
}

function ruleJson(running: RunningRule, alertsToo: boolean) {
  const { rule } = running;
  const named = { name: rule.spec.name, query: print(rule.expression.tree) };
  if (rule.kind === "recording") {
    const labels = Object.keys(rule.labels).length > 0 && { labels: rule.labels };
    return { ...named, ...labels, ...evaluationJson(running), type: "recording" };
  }
  const { forMs, keepFiringForMs, annotations } = rule.spec;
  return {
    state: rule.state,
    ...named,
    duration: forMs / 1000,
    keepFiringFor: keepFiringForMs / 1000,
    labels: rule.labels,
    annotations,
    alerts: alertsToo ? alertsJson(rule) : null,
    ...evaluationJson(running),
    type: "alerting",
  };
}

function evaluationJson({ outcome }: RunningRule) {
  if (outcome.state === "unknown") return { health: "unknown", evaluationTime: 0, lastEvaluation: NO_TIME };
  return {
    ...(outcome.state === "failed" ? { health: "err", lastError: outcome.message } : { health: "ok" }),
    evaluationTime: outcome.durationMs / 1000,
    lastEvaluation: goTime(outcome.atMs),
  };
}

/** The alerts of a rule that are pending or fire. */
export function alertsJson({ alerts }: Alerting) {
  return [...alerts].filter(({ state }) => state !== "resolved").map(alertJson);
}

function alertJson(alert: Alert) {
  const { labels, annotations, state, activeAtMs, value } = alert;
  const keptMs = alert.state === "firing" ? alert.keptSinceMs : undefined;
  return {
    labels,
    annotations,
    state,
    activeAt: goTime(activeAtMs),
    ...(keptMs !== undefined && { keepFiringSince: goTime(keptMs) }),
    value: alertValueText(value),
  };
}
