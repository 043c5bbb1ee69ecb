import type { Monitoring } from "farol";
import { checkMonitoring, defineStack, type Finding } from "farol/compile";
import type { AlertRule } from "farol/model";
import { type Mutant, mutantsOf } from "./definition-mutations.ts";

const STACK = defineStack();

/** A mutant, and what the check says of it that it does not say of the alert as it is. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly findings: readonly Finding[];
}

/** Checks every mutant of every alert of a definition. */
export function checkMutants(monitoring: Monitoring): Verdict[] {
  const around = withoutPanels(monitoring);
  return monitoring.rules
    .filter((rule) => rule.kind === "alert")
    .flatMap((alert) => {
      const before = new Set(findingsOf(alert, around).map(({ code }) => code));
      return mutantsOf(alert).map((mutant) => ({
        mutant,
        findings: findingsOf(mutant.alert, around).filter(
          ({ code, level }) => level !== "note" && !before.has(code),
        ),
      }));
    });
}

/** The alert alone with all recordings: what others have is found in each the same. */
function findingsOf(alert: AlertRule, monitoring: Monitoring): Finding[] {
  return checkMonitoring({ ...monitoring, rules: [...monitoring.rules, alert] }, STACK);
}

/** No panel has an alert's defects, so that reading them again for each mutant is of no use. */
function withoutPanels({ routing: _, ...monitoring }: Monitoring): Monitoring {
  return {
    ...monitoring,
    rules: monitoring.rules.filter(({ kind }) => kind === "recording"),
    dashboards: monitoring.dashboards.map((dashboard) => ({ ...dashboard, panels: [] })),
  };
}
