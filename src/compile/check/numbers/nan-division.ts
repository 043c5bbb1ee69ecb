import {
  type Binary,
  type Catalogue,
  childrenOf,
  type Expr,
  print,
  withoutParens,
} from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Origin, Use } from "../use.ts";
import { metricsAboveZero, namesIn } from "./above-zero.ts";
import { type Harm, harmTo } from "./harm.ts";
import { outlasts } from "./outlasts.ts";
import { type CanBeZero, zerosIn } from "./zero.ts";

/** A division by what is 0 at times, where what comes of it does harm. */
export const nanDivision: Check = {
  code: "FAROL_NAN_DIVISION",
  level: "warning",
  title: "A division by 0 that does harm",
  why: `While nothing happens, a rate is 0, and \`0 / 0\` is NaN. In \`rate(errors[5m]) / rate(all[5m]) > 0.05\` that is well: NaN is above nothing, and the alert is silent. It does harm where it is

- recorded: everything that is made of the recording is NaN, the sum of a month for one quiet minute;
- added up or averaged: one quiet endpoint makes the sum of all NaN;
- compared by \`!=\`: NaN is unequal to every number, and the alert fires;
- the one number that a panel shows (\`stat\`, \`gauge\`).

And something divided by 0 is +Inf, which is above every threshold: the traffic of now by that of an hour ago, when there was none. A divisor \`> 0\` has no answer then, and the quotient neither: \`a / (b > 0)\`. So does a condition beside it: \`a / b > 3 and a > 10\`. Only rates, increases and what is made of them are known to be 0 at times; nothing is said of gauges, nor of +Inf where two metrics are divided, of which one may count a part of the other.`,
  find: (subject) => {
    const canBeZero = zerosIn(subject);
    return subject.uses.flatMap((use) => [...foundIn(use, canBeZero, subject.catalogue)]);
  },
};

function* foundIn(use: Use, canBeZero: CanBeZero, catalogue: Catalogue): Generator<Found> {
  const { tree, facts, expression, what, origin } = use;
  const thoughtOf = metricsAboveZero(tree);
  for (const [division, { nan, infinite }] of divisionsIn(tree, ofOrigin(origin), origin)) {
    const { left, right } = division;
    const harm = nan ?? (infinite !== undefined && outlasts(left, right, catalogue) ? infinite : undefined);
    if (harm === undefined || !canBeZero(right, facts)) continue;
    if (!namesIn(division).isDisjointFrom(thoughtOf)) continue;
    yield {
      place: expression.place,
      found: `${print(division)} in ${what}`,
      rule: `the divisor is 0 while nothing happens, and ${harm}`,
      cure: `Divide by (${print(withoutParens(right))} > 0), which has no answer then.`,
    };
  }
}

/** What comes of the number that is a whole expression. */
function ofOrigin(origin: Origin): Harm {
  if (origin.kind === "recording") return { nan: "NaN is recorded, which all that is made of it becomes" };
  const isOneNumber = origin.kind === "panel" && ["stat", "gauge"].includes(origin.panel.kind);
  return isOneNumber ? { nan: "the panel shows NaN" } : {};
}

/** Every division, and what comes of it where it has no number. */
function* divisionsIn(node: Expr, harm: Harm, origin: Origin): Generator<[Binary, Harm]> {
  if (node.kind === "binary" && node.op === "/") yield [node, harm];
  for (const child of childrenOf(node)) {
    yield* divisionsIn(child, harmTo(child, node, harm, origin.kind === "alert"), origin);
  }
}
