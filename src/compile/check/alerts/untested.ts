import type { AlertTest } from "../../../model/index.ts";
import { coverage, SHOWN } from "../../testing/coverage.ts";
import type { Check } from "../check.ts";
import { isHeartbeat } from "./heartbeat.ts";

/** What a heartbeat's tests can show. */
const OF_HEARTBEAT: readonly AlertTest["shows"][] = ["fires"];

const WORDS: Readonly<Record<AlertTest["shows"], string>> = {
  fires: "that it fires",
  silent: "that it stays silent",
  boundary: "when it begins to fire",
  clears: "that it clears",
};

/** An alert without one of the tests that it needs. */
export const untested: Check = {
  code: "FAROL_ALERT_UNTESTED",
  level: "error",
  title: "An alert that is not tested",
  why: "An alert is run for the first time on the day that it is needed. Four tests say beforehand that it can be relied on: it fires past its threshold, stays silent short of it, begins when its `for` is over and not before, and clears when things are well again. `alertTests` writes all four. One that is meant to fire always, Watchdog, needs the first only.",
  find: ({ monitoring }) =>
    coverage(monitoring).flatMap(({ alert, tests }) => {
      const needed = isHeartbeat(alert) ? OF_HEARTBEAT : SHOWN;
      const missing = needed.filter((shows) => tests[shows] === 0);
      if (missing.length === 0) return [];
      return [
        {
          place: alert.place,
          found: `alert "${alert.name}" without a test of ${missing.map((shows) => WORDS[shows]).join(", ")}`,
          rule: `an alert's tests show ${needed.map((shows) => WORDS[shows]).join(", ")}`,
          cure: "Add what is missing; `alertTests` writes all of them.",
        },
      ];
    }),
};
