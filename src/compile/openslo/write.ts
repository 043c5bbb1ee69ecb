import { stringify } from "yaml";
import { defaultBurnWindows, titleOf } from "../../define/index.ts";
import { type BurnWindow, type EventCounter, type Objective, parseDuration } from "../../model/index.ts";
import { annotationsOf, DIAGNOSES } from "./annotations.ts";
import { queryOf } from "./query.ts";
import { refusal } from "./refusal.ts";

/** The name of a service in OpenSLO (its name.schema.json). */
const NAME = /^[a-z0-9][a-z0-9.|/\\-]{0,254}$/;
const MAX_DESCRIPTION = 1050;

/**
 * Objectives as OpenSLO v1, a document each. What OpenSLO has no field for stands in annotations `farol.…`; alerts are
 * not written, since they follow from the objective.
 * @throws FarolError FAROL_OPENSLO for what OpenSLO cannot express, with its place in the document
 */
export function toOpenSlo(service: string, ...objectives: readonly Objective[]): string {
  if (!NAME.test(service))
    throw refusal("spec.service", `it is in small letters, digits, . and -, not "${service}"`);
  return objectives
    .map((objective) => stringify(document(service, objective), { lineWidth: 0 }))
    .join("---\n");
}

function document(service: string, objective: Objective): object {
  checkExpressible(objective);
  const { name, title, description, indicator, target, period } = objective;
  return {
    apiVersion: "openslo/v1",
    kind: "SLO",
    metadata: {
      name,
      ...(title !== titleOf(name) && { displayName: title }),
      annotations: annotationsOf(objective),
    },
    spec: {
      ...(description !== "" && { description }),
      service,
      indicator: {
        metadata: { name },
        spec: {
          ratioMetric: {
            counter: true,
            [indicator.counts]: source(indicator.events),
            total: source(indicator.total),
          },
        },
      },
      timeWindow: [{ duration: period, isRolling: true }],
      budgetingMethod: "Occurrences",
      objectives: [{ target }],
    },
  };
}

function source(counters: readonly EventCounter[]): object {
  return { metricSource: { type: "Prometheus", spec: { query: queryOf(counters) } } };
}

function checkExpressible(objective: Objective): void {
  const { title, description, period, burnWindows, diagnoses, examples } = objective;
  if (title === "") throw refusal("metadata.displayName", "it is not empty");
  if (description.length > MAX_DESCRIPTION)
    throw refusal("spec.description", `it has at most ${MAX_DESCRIPTION} characters`);
  if (parseDuration(period) % 60_000 > 0) throw refusal("spec.timeWindow[0].duration", "it is whole minutes");
  if (!areSame(burnWindows, defaultBurnWindows(period)))
    throw refusal(
      "spec.alertPolicies",
      "a condition there has one window, and burnWindows of your own have two",
    );
  if (diagnoses.length > DIAGNOSES.length)
    throw refusal("metadata.annotations", `there is room for ${DIAGNOSES.length} diagnoses in them`);
  if (examples.length > 0) throw refusal("metadata.annotations", "there is no room for examples in them");
}

function areSame(some: readonly BurnWindow[], others: readonly BurnWindow[]): boolean {
  const text = (windows: readonly BurnWindow[]) =>
    JSON.stringify(windows.map(({ severity, share, long, short }) => [severity, share, long, short]));
  return text(some) === text(others);
}
