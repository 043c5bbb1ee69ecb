import { parseDuration } from "../../../model/index.ts";
import { print } from "../../../promql/index.ts";
import type { Found } from "../check.ts";
import type { Subject } from "../subject.ts";
import { CHANGES, callsOf, RATES } from "./calls.ts";

/** Finds the functions of two samples whose range is so many intervals long. */
export function findWindows(
  { uses, stack }: Subject,
  isLike: (intervals: number) => boolean,
  told: Pick<Found, "rule" | "cure">,
): Found[] {
  const intervalMs = parseDuration(stack.interval);
  return uses.flatMap((use) =>
    callsOf([...RATES, ...CHANGES], use.tree)
      .filter(({ args: [ranged] }) => {
        if (ranged?.kind !== "matrix" || ranged.range.kind !== "constant") return false;
        return isLike(ranged.range.ms / intervalMs);
      })
      .map((call) => ({
        place: use.expression.place,
        found: `${print(call)} in ${use.what}, with a sample every ${stack.interval}`,
        ...told,
      })),
  );
}
