import type { Routing } from "../../../model/index.ts";
import { pathsOf, settingsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";

/** A repeat interval that is no multiple of the group interval: repeats are looked for at the latter's ends only. */
export function repeatInterval(routing: Routing): Finding[] {
  return pathsOf(routing.root).flatMap((path) => {
    const route = path.at(-1)!;
    // What is inherited whole is found where it stands.
    if (path.length > 1 && route.groupInterval === undefined && route.repeatInterval === undefined) return [];
    const { groupIntervalMs, repeatIntervalMs } = settingsOf(path);
    if (repeatIntervalMs % groupIntervalMs === 0) return [];
    return [
      {
        code: "FAROL_REPEAT_INTERVAL",
        place: route.place,
        found: `a repeat interval of ${repeatIntervalMs / 1000}s with a group interval of ${groupIntervalMs / 1000}s`,
        rule: "a group is looked at once a group interval, so that a repeat waits for the next multiple",
        cure: `Write ${(Math.ceil(repeatIntervalMs / groupIntervalMs) * groupIntervalMs) / 1000}s, which it would be, or another multiple.`,
      },
    ];
  });
}
