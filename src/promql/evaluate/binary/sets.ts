import type { Binary, VectorMatching } from "../../ast.ts";
import type { Grid } from "../grid.ts";
import { distinct } from "../map-rows.ts";
import { anyPresent, hasAnswer, type Row, type VectorValue, vectorOf } from "../value.ts";
import { bySignature, signatureOf } from "./signature.ts";

/** `and`, `or`, `unless`: which answers are kept at each step, by whether there are partners at that step. */
export function evaluateSet(
  node: Binary,
  left: VectorValue,
  right: VectorValue,
  { count }: Grid,
): VectorValue {
  const matching = node.matching!;
  if (node.op === "or") {
    const partners = presences(left.rows, matching, count);
    return distinct([...left.rows, ...kept(right.rows, matching, partners, (isThere) => !isThere)]);
  }
  const partners = presences(right.rows, matching, count);
  const isAnd = node.op === "and";
  return vectorOf(kept(left.rows, matching, partners, (isThere) => isThere === isAnd));
}

/** The steps at which some row of each signature has an answer. */
function presences(rows: readonly Row[], matching: VectorMatching, count: number): Map<string, Uint8Array> {
  const groups = bySignature(rows, matching);
  return new Map([...groups].map(([signature, group]) => [signature, anyPresent(group, count)]));
}

function kept(
  rows: readonly Row[],
  matching: VectorMatching,
  partners: ReadonlyMap<string, Uint8Array>,
  keeps: (hasPartner: boolean) => boolean,
): Row[] {
  return rows
    .map((row) => {
      const partner = partners.get(signatureOf(row.metric, matching));
      const present = row.present.map((is, step) => (is === 1 && keeps(partner?.[step] === 1) ? 1 : 0));
      return { ...row, present };
    })
    .filter(hasAnswer);
}
