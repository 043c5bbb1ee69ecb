import { settingsOf } from "../../../alerting/index.ts";
import type { Route } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { inRouting } from "./routed.ts";

/** A repeat interval that is no multiple of the group interval: repeats are looked for at the latter's ends only. */
export const repeatInterval: Check = {
  code: "FAROL_REPEAT_INTERVAL",
  level: "error",
  title: "A repeat interval that is no multiple of the group interval",
  why: "Alertmanager looks at a group once a group interval, so a repeat waits for the first look after its interval has passed: 7 minutes with a group interval of 5 are 10. Write the multiple.",
  find: inRouting(({ paths }) => paths.flatMap(foundIn)),
};

function foundIn(path: readonly Route[]): Found[] {
  const { place, groupInterval, repeatInterval } = path.at(-1)!;
  // What is inherited whole is found where it stands.
  if (path.length > 1 && groupInterval === undefined && repeatInterval === undefined) return [];
  const { groupIntervalMs, repeatIntervalMs } = settingsOf(path);
  if (repeatIntervalMs % groupIntervalMs === 0) return [];
  const next = Math.ceil(repeatIntervalMs / groupIntervalMs) * groupIntervalMs;
  return [
    {
      place,
      found: `a repeat interval of ${repeatIntervalMs / 1000}s with a group interval of ${groupIntervalMs / 1000}s`,
      rule: "a group is looked at once a group interval, so that a repeat waits for the next multiple",
      cure: `Write ${next / 1000}s, which it would be, or another multiple.`,
    },
  ];
}
