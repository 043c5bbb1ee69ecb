import { type Catalogue, type Expr, selectorsOf, walk } from "../../../promql/index.ts";
import { namesIn } from "./above-zero.ts";
import { isWithin } from "./within.ts";

/**
 * Whether one expression is known to be above 0 at times when another of the same metric is not: the traffic of now when
 * there was none an hour ago, hits when there are no misses. Of two metrics it is not known: each error may be one of the
 * requests.
 */
export function outlasts(one: Expr, other: Expr, catalogue: Catalogue): boolean {
  const names = [...namesIn(one).union(namesIn(other))];
  if (names.length !== 1) return false;
  const [age, otherAge] = [youngest(one), youngest(other)];
  if (age !== undefined && otherAge !== undefined && age < otherAge) return true;
  const [[a, ...more], [b, ...others]] = [selectorsOf(one), selectorsOf(other)];
  if (a === undefined || b === undefined || more.length > 0 || others.length > 0) return false;
  return isWithin(a, b, catalogue) === false;
}

/** How long ago the youngest sample is that an expression reads; undefined where that is not said by offsets alone. */
function youngest(expr: Expr): number | undefined {
  let age: number | undefined = Number.POSITIVE_INFINITY;
  walk(expr, (node, path) => {
    if (node.kind !== "selector" || age === undefined) return;
    const shifted = [node, ...path.filter((around) => around.kind === "subquery")];
    const offsets = shifted.map(({ at, offset }) => {
      if (at !== undefined) return undefined;
      if (offset === undefined) return 0;
      return offset.kind === "constant" ? offset.ms : undefined;
    });
    const total = offsets.reduce(
      (sum, ms) => (sum === undefined || ms === undefined ? undefined : sum + ms),
      0,
    );
    age = total === undefined ? undefined : Math.min(age, total);
  });
  return age;
}
