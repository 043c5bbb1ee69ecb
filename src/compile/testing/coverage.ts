import type { Monitoring } from "../../define/index.ts";
import type { AlertRule, AlertTest } from "../../model/index.ts";
import { testsOf } from "../tests-of.ts";

/** Everything that an alert's tests can show. */
export const SHOWN: readonly AlertTest["shows"][] = ["fires", "silent", "boundary", "clears"];

/** How many tests of an alert show each. */
export interface Coverage {
  readonly alert: AlertRule;
  readonly tests: Readonly<Record<AlertTest["shows"], number>>;
}

/** What the tests of each alert show, in the order of the rules. */
export function coverage({ rules }: Monitoring): Coverage[] {
  return rules
    .filter((rule) => rule.kind === "alert")
    .map((alert) => {
      const all = testsOf(alert);
      const count = (shows: AlertTest["shows"]) => all.filter((test) => test.shows === shows).length;
      const tests = Object.fromEntries(SHOWN.map((shows) => [shows, count(shows)]));
      return { alert, tests: tests as Coverage["tests"] };
    });
}
