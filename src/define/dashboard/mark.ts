import type { Mark } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";

/** Moments that are marked in every dashboard: when `expr` begins to have an answer. */
export function mark(spec: Omit<Mark, "kind" | "place">): Mark {
  return { kind: "mark", ...spec, place: placeOfCaller(mark) };
}
