import { isAlert } from "../../../alerting/index.ts";
import type { AlertRule, Runbook } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { isBlank } from "./blank.ts";

/** An alert that does not say what to do. */
export const noRunbook: Check = {
  code: "FAROL_ALERT_RUNBOOK",
  level: "error",
  title: "An alert that does not say what to do",
  why: "Who is woken at night should not have to find out what an alert means. Its runbook is a page that says what to look at, in which order, and what mends it. TypeScript asks for one; a definition in JavaScript, or one that was cast, can leave it out.",
  find: ({ monitoring }) =>
    monitoring.rules
      .filter(isAlert)
      .filter((alert) => isBlank(pageOf(alert)))
      .map(({ name, place }) => ({
        place,
        found: `no runbook of alert "${name}"`,
        rule: "an alert has a page that says what to do",
        cure: 'Write the page, and name it as `runbook: runbook("RB-001", "Its title")`.',
      })),
};

function pageOf({ runbook }: AlertRule): string | undefined {
  return (runbook as Runbook | undefined)?.page;
}
