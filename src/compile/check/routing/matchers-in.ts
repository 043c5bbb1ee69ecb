import { matchesValue } from "../../../alerting/index.ts";
import { routesOf } from "../../../define/index.ts";
import { type AlertMatcher, FarolError, type Place, type Route, type Routing } from "../../../model/index.ts";

/** A matcher, and where it stands. */
export interface PlacedMatcher {
  /** `a route`, `an inhibition's source`, `an inhibition's target` */
  readonly what: string;
  readonly place: Place;
  readonly matcher: AlertMatcher;
}

/** The matchers of all routes, then those of inhibitions. */
export function matchersIn({ root, inhibitions }: Routing): PlacedMatcher[] {
  return [
    ...routesOf(root).flatMap(({ place, matchers }) => placed("a route", place, matchers)),
    ...inhibitions.flatMap(({ place, source, target }) => [
      ...placed("an inhibition's source", place, source),
      ...placed("an inhibition's target", place, target),
    ]),
  ];
}

/** What rule a matcher's pattern breaks, so that it cannot be read; undefined where it can. */
export function ruleBrokenBy(matcher: AlertMatcher): string | undefined {
  try {
    matchesValue(matcher, "");
    return undefined;
  } catch (error) {
    if (error instanceof FarolError) return error.fault.rule;
    throw error;
  }
}

function placed(what: string, place: Place, matchers: readonly AlertMatcher[]): PlacedMatcher[] {
  return matchers.map((matcher) => ({ what, place, matcher }));
}

/** As a person writes it: `alertname="Watchdog"`. */
export function matcherText({ label, operator, value }: AlertMatcher): string {
  return `${label}${operator}"${value}"`;
}

/** What an alert has to match that comes to the end of this path. */
export function matchersOf(path: readonly Route[]): readonly AlertMatcher[] {
  return path.flatMap(({ matchers }) => matchers);
}
