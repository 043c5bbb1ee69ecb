import { isAlert } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { isBlank } from "./blank.ts";

const TEXTS = ["summary", "description"] as const;

/** An alert that says nothing. */
export const noText: Check = {
  code: "FAROL_ALERT_TEXT",
  level: "error",
  title: "An alert that says nothing",
  why: "The summary is what a telephone shows at night, the description what is read next. An empty one leaves only the alert's name to guess from.",
  find: ({ monitoring }) =>
    monitoring.rules.filter(isAlert).flatMap((alert) =>
      TEXTS.filter((text) => isBlank(alert[text])).map((text) => ({
        place: alert.place,
        found: `no ${text} of alert "${alert.name}"`,
        rule: "an alert says what is wrong, in a line and at length",
        cure: `Write its ${text}.`,
      })),
    ),
};
