import { counter, gauge } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";
import type { DiagnosisNumbers } from "../diagnoses/index.ts";
import type { NotifierNumbers } from "../notifier/index.ts";
import type { RuleNumbers } from "../rules/index.ts";

/** What rules, diagnoses and receivers have done, as of now. */
export interface AlertingNumbers {
  readonly rules: RuleNumbers;
  readonly diagnoses: DiagnosisNumbers;
  readonly notifier: NotifierNumbers;
}

const OUTCOMES = ["sent", "failed", "retried"] as const;
const LOOKED = ["made", "failed", "reused", "refused"] as const;

const ruleEvaluations = counter({
  name: "farol_rule_evaluations_total",
  help: "Rules that were evaluated.",
});
const ruleFailures = counter({
  name: "farol_rule_evaluation_failures_total",
  help: "Evaluations of rules that failed.",
});
const missedEvaluations = counter({
  name: "farol_rule_evaluations_missed_total",
  help: "Ticks at which rules were not evaluated, as the evaluation before had not ended.",
});
const evaluationDuration = gauge({
  name: "farol_rule_evaluation_duration_seconds",
  help: "How long the last evaluation of all rules that were due took.",
});
const alertsFiring = gauge({
  name: "farol_alerts_firing",
  help: "Alerts that somebody is told of, or still to be told of that they ended.",
});
export const notifications = counter({
  name: "farol_notifications_total",
  help: "Messages to a receiver that it took or that were given up, and attempts after which one waits.",
  labels: { receiver: unboundedLabel, outcome: OUTCOMES },
});
const notificationsWaiting = gauge({
  name: "farol_notifications_waiting",
  help: "Messages that a receiver has not taken yet.",
  labels: { receiver: unboundedLabel },
});
const notificationsOldest = gauge({
  name: "farol_notifications_oldest_seconds",
  help: "For how long a receiver has lacked what it was to be told; 0 when it lacks nothing.",
  labels: { receiver: unboundedLabel },
});
export const diagnoses = counter({
  name: "farol_diagnoses_total",
  help: "Diagnoses that were asked for when an alert fired, by what became of them.",
  labels: { outcome: LOOKED },
});

export const ALERTING_METRICS = [
  ruleEvaluations,
  ruleFailures,
  missedEvaluations,
  evaluationDuration,
  alertsFiring,
  notifications,
  notificationsWaiting,
  notificationsOldest,
  diagnoses,
] as const;

/** A number of one series. */
export interface Reading {
  readonly metric: (typeof ALERTING_METRICS)[number];
  readonly values: readonly string[];
  readonly read: (numbers: AlertingNumbers) => number;
}

/** Everything that is read, where these receivers are told. */
export function readingsOf(receivers: readonly string[]): readonly Reading[] {
  return [
    { metric: ruleEvaluations, values: [], read: ({ rules }) => rules.evaluations },
    { metric: ruleFailures, values: [], read: ({ rules }) => rules.failures },
    { metric: missedEvaluations, values: [], read: ({ rules }) => rules.missed },
    { metric: evaluationDuration, values: [], read: ({ rules }) => rules.durationSeconds },
    { metric: alertsFiring, values: [], read: ({ notifier }) => notifier.alerts },
    ...receivers.flatMap(readingsOfReceiver),
    ...LOOKED.map(
      (outcome): Reading => ({ metric: diagnoses, values: [outcome], read: (all) => all.diagnoses[outcome] }),
    ),
  ];
}

function readingsOfReceiver(name: string): Reading[] {
  return [
    ...OUTCOMES.map(
      (outcome): Reading => ({
        metric: notifications,
        values: [name, outcome],
        read: ({ notifier }) => notifier.receivers[name]?.[outcome] ?? 0,
      }),
    ),
    {
      metric: notificationsWaiting,
      values: [name],
      read: ({ notifier }) => notifier.receivers[name]?.waiting ?? 0,
    },
    {
      metric: notificationsOldest,
      values: [name],
      read: ({ notifier }) => notifier.receivers[name]?.oldestSeconds ?? 0,
    },
  ];
}
