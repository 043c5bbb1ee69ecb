import type { Binary } from "../../ast.ts";
import type { Grid } from "../grid.ts";
import { distinct } from "../map-rows.ts";
import { anyPresent, hasAnswer, type Row, type VectorValue, vectorOf } from "../value.ts";
import { bySignature } from "./signature.ts";

/** `and`, `or`, `unless`: which answers are kept at each step, by whether there are partners at that step. */
export function evaluateSet(
  node: Binary,
  left: VectorValue,
  right: VectorValue,
  { count }: Grid,
): VectorValue {
  const matching = node.matching!;
  const lefts = bySignature(left.rows, matching);
  const rights = bySignature(right.rows, matching);
  if (node.op === "or") {
    const others = kept(rights, presences(lefts, count), (isThere) => !isThere);
    return distinct([...left.rows, ...others]);
  }
  const isAnd = node.op === "and";
  return vectorOf(kept(lefts, presences(rights, count), (isThere) => isThere === isAnd));
}

/** The steps at which some row of each signature has an answer. */
function presences(groups: ReadonlyMap<string, readonly Row[]>, count: number): Map<string, Uint8Array> {
  return new Map([...groups].map(([signature, rows]) => [signature, anyPresent(rows, count)]));
}

function kept(
  groups: ReadonlyMap<string, readonly Row[]>,
  partners: ReadonlyMap<string, Uint8Array>,
  keeps: (hasPartner: boolean) => boolean,
): Row[] {
  return [...groups].flatMap(([signature, rows]) => {
    const partner = partners.get(signature);
    return rows
      .map((row) => ({
        ...row,
        present: row.present.map((is, step) => (is === 1 && keeps(partner?.[step] === 1) ? 1 : 0)),
      }))
      .filter(hasAnswer);
  });
}
