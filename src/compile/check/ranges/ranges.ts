import { type Expr, metricName } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import type { Origin } from "../use.ts";
import { aggregationRange } from "./aggregation-range.ts";
import { binaryRange } from "./binary-range.ts";
import { callRange } from "./call-range.ts";
import { ANY, exactly, hull, type Interval, negated } from "./interval.ts";
import type { RangeOf } from "./range-of.ts";
import { seriesRange } from "./selector-range.ts";

export type { RangeOf } from "./range-of.ts";

const found = new WeakMap<Subject, RangeOf>();

/** The ranges of a definition's expressions, each computed once. */
export function rangesOf(subject: Subject): RangeOf {
  const known = found.get(subject) ?? rangesIn(subject);
  found.set(subject, known);
  return known;
}

function rangesIn(subject: Subject): RangeOf {
  const { catalogue } = subject;
  const ranges = new Map<Expr, Interval>();
  const of = (expr: Expr): Interval => {
    const range = ranges.get(expr) ?? rangeOfNode(expr);
    ranges.set(expr, range);
    return range;
  };
  const ofSeries = seriesRanges(subject, of);
  const rangeOfNode = (expr: Expr): Interval => {
    switch (expr.kind) {
      case "number":
        return exactly(expr.value);
      case "string":
        return ANY;
      case "selector":
        return ofSeries(metricName(expr) ?? "");
      case "matrix":
        return of(expr.selector);
      case "subquery":
      case "paren":
        return of(expr.expr);
      case "unary":
        return expr.op === "-" ? negated(of(expr.expr)) : of(expr.expr);
      case "aggregation":
        return aggregationRange(expr.op, of(expr.expr), expr.param && of(expr.param));
      case "call":
        return callRange(expr, of, catalogue);
      case "binary":
        return binaryRange(expr, of, catalogue);
    }
  };
  return of;
}

/** What series can be, by their name: those of a recording, what its expressions are. */
function seriesRanges({ uses, broken, catalogue }: Subject, rangeOf: RangeOf): (name: string) => Interval {
  const recordings = Map.groupBy(uses, ({ origin }) => recordingName(origin));
  const recorded = new Map(broken.map(({ origin }) => [recordingName(origin), ANY]));
  return (name) => {
    const made = catalogue(name)?.kind === "recorded" ? recordings.get(name) : undefined;
    const before = recorded.get(name);
    if (made === undefined || before !== undefined) return before ?? seriesRange(name, catalogue);
    // while it is being found out, a recording that reads itself is like one of which nothing is known
    recorded.set(name, ANY);
    const range = made.map(({ tree }) => rangeOf(tree)).reduce(hull);
    recorded.set(name, range);
    return range;
  };
}

function recordingName(origin: Origin): string | undefined {
  return origin.kind === "recording" ? origin.recording.name : undefined;
}
