import { print, withoutParens } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Use } from "../use.ts";
import { type UndecidedIn, undecidedIn } from "./deciding.ts";
import { isHeartbeat } from "./heartbeat.ts";

/** An alert, or a part of its condition, that is true whatever the numbers are. */
export const noComparison: Check = {
  code: "FAROL_ALERT_WITHOUT_COMPARISON",
  level: "error",
  title: "An alert without a comparison",
  why: "An alert fires when its expression has an answer, whatever number that is: a rate without a comparison has one for as long as there are series. Each side of an `and`, `or` and `unless` has to decide something, too: a comparison that filters (not one with `bool`, which answers 0 or 1), or an `absent`. To the right of `and` and `unless` it is enough that series are there, unless those on the left say that already: `and sum(rate(requests_total[5m] offset 1h))` is true if there were requests an hour ago. An alert that is meant to fire always is called Watchdog.",
  find: (subject) => {
    const undecided = undecidedIn(subject);
    return subject.uses
      .filter(({ origin }) => origin.kind === "alert" && !isHeartbeat(origin.alert))
      .flatMap((use) => withoutComparison(use, undecided));
  },
};

function withoutComparison({ tree, expression, what }: Use, undecided: UndecidedIn): Found[] {
  return undecided(tree).map((part) => ({
    place: expression.place,
    found: `${print(withoutParens(part))} in ${what}`,
    rule: "it has an answer whenever its series are there, whatever their numbers are",
    cure: "Compare it with what it shall not be, as in `… > 10`.",
  }));
}
