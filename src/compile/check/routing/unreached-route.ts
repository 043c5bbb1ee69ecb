import type { Route } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { matched } from "./matched.ts";
import { matchersOf, matcherText } from "./matchers-in.ts";
import { inRouting } from "./routed.ts";

/** A route whose matchers, with those above, contradict each other: each has its alerts, but no alert has all. */
export const unreachedRoute: Check = {
  code: "FAROL_ROUTE_UNREACHED",
  level: "error",
  title: "A route whose matchers contradict each other",
  why: "Each matcher of a route has its alerts, but no alert matches all of them and those of the routes above, so that nothing ever comes here.",
  find: inRouting(({ paths, alerts, others }) => {
    const possible = [...alerts, ...others];
    const isMatched = (matchers: Route["matchers"]) => matched(matchers, possible).length > 0;
    return paths.flatMap((path) => {
      const [above, matchers] = [matchersOf(path.slice(0, -1)), matchersOf(path)];
      const isEachMatched = matchers.every((matcher) => isMatched([matcher]));
      if (!isEachMatched || !isMatched(above) || isMatched(matchers)) return [];
      const wanted = matchers.map(matcherText);
      return [
        {
          place: path.at(-1)!.place,
          found: `a route for ${wanted.join(" and ")}`,
          rule: "no alert matches all of these, of which some may stand at the routes above",
          cure: "Take away what contradicts, or take away the route.",
        },
      ];
    });
  }),
};
