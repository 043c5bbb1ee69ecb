import { boundPattern, boundSpellings } from "../../../model/index.ts";
import {
  alternativesOf,
  compileMatcher,
  type LabelMatcher,
  metricName,
  selectorsOf,
} from "../../../promql/index.ts";
import { isAtLeast } from "../../versions.ts";
import type { Check, Found } from "../check.ts";
import { listed } from "../listed.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";
import { boundsOf } from "./bounds.ts";
import { isChoice, matcherIn } from "./matcher.ts";

/** A matcher on `le` that finds no bucket, or finds it with some versions of Prometheus only. */
export const leLiteral: Check = {
  code: "FAROL_LE_LITERAL",
  level: "error",
  title: "A bucket's bound that is not written so",
  why: 'A histogram counts up to its bounds and nothing between them, so `le="0.3"` finds nothing where no bucket ends at 0.3. And `le` is a text: Prometheus 3 writes `le="1.0"` where 2.x writes what it scraped, which is `le="1"` from many clients. A rule on one of them is silent with the other. `atMost(histogram, 1)` matches both, and so does `le=~"1|1\\\\.0"`.',
  find: (subject) => subject.uses.flatMap((use) => inUse(use, subject)),
};

function inUse(use: Use, subject: Subject): Found[] {
  return selectorsOf(use.tree).flatMap((selector) => {
    const bounds = boundsOf(subject.catalogue(metricName(selector) ?? ""));
    if (bounds === undefined) return [];
    const matchers = selector.matchers.filter((one) => one.label === "le" && !isChoice(one, use));
    return matchers.flatMap((matcher) => {
      const mistake = noBound(matcher, bounds) ?? otherSpelling(matcher, bounds, subject);
      const found = matcherIn(use, selector, matcher);
      return mistake === undefined ? [] : [{ place: use.expression.place, found, ...mistake }];
    });
  });
}

type Mistake = Pick<Found, "rule" | "cure">;

function noBound(matcher: LabelMatcher, bounds: readonly number[]): Mistake | undefined {
  const spellings = bounds.flatMap(boundSpellings);
  const parts = isPattern(matcher) ? alternativesOf(matcher.value) : [matcher.value];
  const unknown = parts.find((value) => !spellings.some(asked({ ...matcher, value })));
  // to exclude what has no bound is superfluous, and no mistake
  if (unknown === undefined || (unknown === "" && isNegative(matcher))) return undefined;
  const [below, above] = [
    bounds.findLast((one) => one < Number(unknown)),
    bounds.find((one) => one > Number(unknown)),
  ];
  const near = [below, above].filter((one) => one !== undefined).map((bound) => boundSpellings(bound)[0]);
  return {
    rule: `no bucket ends at ${unknown}: the bounds are ${listed(bounds.map((bound) => boundSpellings(bound)[0]!))}`,
    cure: near.length === 0 ? "Take one of the bounds." : `Take ${near.join(" or ")}.`,
  };
}

function otherSpelling(
  matcher: LabelMatcher,
  bounds: readonly number[],
  { stack }: Subject,
): Mistake | undefined {
  const isAsked = asked(matcher);
  const meant = bounds.filter((bound) => boundSpellings(bound).some(isAsked));
  const missed = meant.find((bound) => !boundSpellings(bound).every(isAsked));
  if (missed === undefined) return undefined;
  const { prometheus } = stack.versions;
  const spellings = boundSpellings(missed);
  const written = isAtLeast(prometheus, "3.0")
    ? `writes this bound ${spellings.at(-1)}`
    : `leaves this bound as it was scraped, ${spellings.join(" or ")}`;
  const op = isNegative(matcher) ? "!~" : "=~";
  return {
    rule: `Prometheus ${prometheus} ${written}, and other versions otherwise`,
    cure: `Write le${op}${JSON.stringify(boundPattern(meant))}, or atMost(…).`,
  };
}

/** Whether a bound is among those that a matcher names, be it to take or to leave them. */
function asked(matcher: LabelMatcher): (spelling: string) => boolean {
  return compileMatcher({ ...matcher, op: isPattern(matcher) ? "=~" : "=" }, "v3").matches;
}

function isPattern({ op }: LabelMatcher): boolean {
  return op.endsWith("~");
}

function isNegative({ op }: LabelMatcher): boolean {
  return op.startsWith("!");
}
