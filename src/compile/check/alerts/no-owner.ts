import { isAlert } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { isBlank } from "./blank.ts";

/** An alert that nobody answers for. */
export const noOwner: Check = {
  code: "FAROL_ALERT_OWNER",
  level: "error",
  title: "An alert that nobody answers for",
  why: "Somebody has to keep an alert true: mend its threshold, its page, or what it is about. An alert without an `owner` is that of the monitoring's, and its owner is the service unless it says otherwise; an empty text is nobody. The owner is a label of the alert, by which it can be routed.",
  find: ({ monitoring }) =>
    monitoring.rules
      .filter(isAlert)
      .filter(({ owner = monitoring.owner, labels }) => isBlank(labels.owner ?? owner))
      .map(({ name, place }) => ({
        place,
        found: `no owner of alert "${name}"`,
        rule: "an alert has somebody who answers for it",
        cure: "Name the team as the alert's `owner`, or as that of the monitoring.",
      })),
};
