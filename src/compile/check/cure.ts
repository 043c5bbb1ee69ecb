import { nearestName } from "../../model/index.ts";
import type { Found } from "./check.ts";

/** What to do about a name that is not there: take the nearest that is, or else this. */
export function cureOf(
  name: string,
  names: Iterable<string>,
  otherwise: string,
): Pick<Found, "cure" | "nearest"> {
  const nearest = nearestName(name, names);
  return nearest === undefined ? { cure: otherwise } : { cure: `Did you mean ${nearest}?`, nearest };
}
