import type { LowTraffic, Objective } from "../../model/index.ts";
import type { Node } from "./node.ts";
import { refusal } from "./refusal.ts";

/** What Farol knows of an objective and OpenSLO has no field for, under these annotations. */
export const ANNOTATIONS = [
  "farol.low-traffic",
  "farol.runbook",
  "farol.dashboard",
  "farol.owner",
  "farol.scrape-interval",
] as const;
/** One for each diagnosis, in order: a value has no room for a list. */
export const DIAGNOSES = Array.from({ length: 9 }, (_, i) => `farol.diagnosis.${i + 1}` as const);

/** What OpenSLO allows in the value of an annotation (its metadata.schema.json). */
const VALUE = /^[a-z0-9A-Z][a-z0-9A-Z._-]{0,62}$/;

export function annotationsOf(objective: Objective): Record<string, string> {
  const { lowTraffic, runbook, dashboard, owner, scrapeInterval, diagnoses } = objective;
  const annotations: Record<string, string> = {
    "farol.low-traffic":
      lowTraffic.kind === "everyEvent" ? "every-event" : `at-least-${lowTraffic.badEvents}`,
    "farol.runbook": runbook.id,
    "farol.dashboard": dashboard,
    ...(owner !== undefined && { "farol.owner": owner }),
    "farol.scrape-interval": scrapeInterval,
    ...Object.fromEntries(diagnoses.map((name, i) => [DIAGNOSES[i], name])),
  };
  for (const [name, value] of Object.entries(annotations)) {
    if (!VALUE.test(value))
      throw refusal(
        `metadata.annotations.${name}`,
        `it cannot be "${value}": up to 63 letters, digits, ., _ and -`,
      );
  }
  return annotations;
}

export function lowTrafficFrom(node: Node): LowTraffic {
  const text = node.text();
  if (text === "every-event") return { kind: "everyEvent" };
  const [, count] = /^at-least-(\d+)$/.exec(text) ?? node.refuse("is every-event, or at-least- and a number");
  return { kind: "atLeast", badEvents: Number(count) };
}
