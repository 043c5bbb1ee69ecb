import type { Panel } from "../../../model/index.ts";
import { agree, type Dimension, print, SECONDS, walk } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { type RangeOf, rangesOf } from "../ranges/ranges.ts";
import { rangeWords } from "../ranges/words.ts";
import type { Use } from "../use.ts";
import { comparisonOf } from "./constant.ts";
import type { Meant } from "./meant.ts";
import { type MeantOf, meantIn } from "./meant-of.ts";

/** A threshold that is written in another unit than what it is for. */
export const thresholdUnit: Check = {
  code: "FAROL_THRESHOLD_UNIT",
  level: "error",
  title: "A threshold in another unit",
  why: `Milliseconds where seconds are counted, percent where a share is, a length of time where a moment is: the alert is valid and never fires, or always does, and the panel is green whatever happens. The threshold of a panel lies among the numbers that its queries can have: a quantile is never above the end of its histogram's largest bucket, a gauge in \`ratio\` and a part of a whole are 0 to 1. Of comparisons in rules that says \`FAROL_ALERT_NEVER_FIRES\`. Of both it is refused, too, to go beyond what is meant:

- the mean of a histogram, \`rate(x_sum[5m]) / rate(x_count[5m])\`, is not above its largest bucket;
- what is used of a limit, such as \`…_active / …_max\` or bytes of a gauge \`…_total_bytes\`, is not above four times the limit;
- a moment, such as \`time()\` or a gauge \`…_timestamp_seconds\`, is after 2001; its age is \`time() - x\`;
- a gauge in bytes is 0 or at least 1.

0 is always a threshold. Nothing is said of other gauges in seconds, which may be an age, nor of quotients such as the traffic of now by that of an hour ago.`,
  find: (subject) => {
    const meantOf = meantIn(subject);
    const rangeOf = rangesOf(subject);
    const ofPanels = Map.groupBy(subject.uses, ({ origin: it }) =>
      it.kind === "panel" ? it.panel : undefined,
    );
    return [
      ...subject.uses.flatMap((use) => inExpression(use, meantOf)),
      ...[...ofPanels.values()].flatMap((uses) => inPanel(uses, meantOf, rangeOf)),
    ];
  },
};

function inExpression({ tree, expression, what }: Use, meantOf: MeantOf): Found[] {
  const found: Found[] = [];
  walk(tree, (node) => {
    const comparison = comparisonOf(node);
    const meant = comparison && meantOf(comparison.of);
    if (comparison === undefined || meant === undefined || !isBeyond(comparison.number, meant)) return;
    const { of, number } = comparison;
    const { rule, cure } = meant;
    found.push({
      place: expression.place,
      found: `${print(of)} compared with ${number} in ${what}`,
      rule,
      cure,
    });
  });
  return found;
}

function isBeyond(number: number, { min, max }: Pick<Meant, "min" | "max">): boolean {
  if (number === 0 || !Number.isFinite(number)) return false;
  return number > max || (number > 0 && number < min);
}

/** A panel's thresholds are for all of its queries. */
function inPanel(uses: readonly Use[], meantOf: MeantOf, rangeOf: RangeOf): Found[] {
  const origin = uses[0]?.origin;
  if (origin?.kind !== "panel" || origin.panel.thresholds === undefined) return [];
  const { thresholds, title, place } = origin.panel;
  const meant = uses.map((use) => meantOf(use.tree) ?? possible(use, rangeOf));
  const beyond = [thresholds.yellow, thresholds.red].filter(
    (one) => isOnScale(one, origin.panel) && meant.every((numbers) => isBeyond(one, numbers)),
  );
  const [first] = beyond;
  if (first === undefined) return [];
  const found = `${beyond.length > 1 ? "thresholds" : "threshold"} ${beyond.join(" and ")} of the panel "${title}" of "${origin.dashboard.title}"`;
  return [{ place, found, rule: meant[0]!.rule, cure: meant[0]!.cure }];
}

/** A gauge's threshold beyond its scale is found by another check. */
function isOnScale(number: number, panel: Panel): boolean {
  return panel.kind !== "gauge" || number <= (panel.max ?? Infinity);
}

/** What numbers a query can have at all. */
function possible({ tree, facts, what }: Use, rangeOf: RangeOf): Meant {
  const range = rangeOf(tree);
  const rule = `${what} is ${rangeWords(range)}`;
  return { min: -Infinity, max: range.max, rule, cure: cureOf(facts.get(tree)!.dimension) };
}

function cureOf(dimension: Dimension | undefined): string {
  if (dimension?.isRatio) return "Write a share of 1: 0.9 for 90 %.";
  if (dimension !== undefined && agree(dimension, SECONDS)) return "Write seconds: 0.5 for 500 ms.";
  return "Write a number that there can be.";
}
