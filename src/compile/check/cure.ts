import { nearestName } from "../../model/index.ts";
import type { Found } from "./check.ts";

/** What to do about a name that is not there: take the nearest that is, or else this. */
export function cureOf(
  name: string,
  names: Iterable<string>,
  otherwise: string,
): Pick<Found, "cure" | "nearest"> {
  return cureBy(nearestName(name, names), otherwise);
}

/** What to do about a name that is not there, where the nearest that is has been found. */
export function cureBy(nearest: string | undefined, otherwise: string): Pick<Found, "cure" | "nearest"> {
  return nearest === undefined ? { cure: otherwise } : { cure: `Did you mean ${nearest}?`, nearest };
}
