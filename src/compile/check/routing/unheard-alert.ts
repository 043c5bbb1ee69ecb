import { settingsOf } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { inRouting } from "./routed.ts";

/** An alert that reaches nobody. */
export const unheardAlert: Check = {
  code: "FAROL_ALERT_UNHEARD",
  level: "error",
  title: "An alert that reaches nobody",
  why: "Every route that the alert may end in has no receivers: it fires, and nobody is told. Give the route a receiver, or take the alert away.",
  find: inRouting(({ alerts, stops }) =>
    alerts
      .filter((alert) => stops.get(alert)!.every(({ path }) => settingsOf(path).receivers.length === 0))
      .map(({ name, place }) => ({
        place,
        found: `alert "${name}"`,
        rule: "every route that it may end in has no receivers, so that nobody is told",
        cure: "Give the route a receiver, or take the alert away.",
      })),
  ),
};
