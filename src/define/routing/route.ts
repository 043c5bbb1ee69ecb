import type { Route } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { type AlertMatch, matchersOf } from "./matchers.ts";

export interface RouteSpec extends Partial<Omit<Route, "kind" | "matchers" | "place">> {
  /** Which alerts go here. Default: all that come here. */
  readonly match?: AlertMatch;
}

/**
 * Where alerts go that match, and how they are told of. Receivers are values, so that one that is not there does not
 * compile.
 */
export function route(spec: RouteSpec): Route {
  const { match = {}, ...rest } = spec;
  return {
    kind: "route",
    continue: false,
    muteDuring: [],
    activeDuring: [],
    routes: [],
    ...rest,
    matchers: matchersOf(match),
    place: placeOfCaller(route),
  };
}
