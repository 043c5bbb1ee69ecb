import {
  type Aggregation,
  type Binary,
  type Call,
  type Catalogue,
  type Expr,
  metricName,
} from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import { comparisonOf, constantOf, isComparison } from "./constant.ts";
import { type Meant, MOMENT, ofGauge, ofQuotient } from "./meant.ts";
import { askRecordings } from "./recorded.ts";

/** What numbers an expression is meant to have; undefined where its metrics do not say. */
export type MeantOf = (expr: Expr) => Meant | undefined;

/** Follows what metrics are meant to be through expressions and recordings. */
export function meantIn(subject: Subject): MeantOf {
  const { catalogue } = subject;
  const recorded = askRecordings<Meant | undefined>(
    subject,
    (uses) => uses.map(({ tree }) => meantOf(tree)).reduce(either),
    undefined,
  );
  const meantOf: MeantOf = (expr) => {
    switch (expr.kind) {
      case "paren":
      case "subquery":
        return meantOf(expr.expr);
      case "matrix":
        return meantOf(expr.selector);
      case "selector":
        return ofSeries(metricName(expr) ?? "");
      case "aggregation":
        return CHOOSING.includes(expr.op) ? meantOf(expr.expr) : undefined;
      case "call":
        return ofCall(expr, meantOf);
      case "binary":
        return ofBinary(expr, meantOf, catalogue);
      default:
        return undefined;
    }
  };
  const ofSeries = (name: string) => {
    const metric = catalogue(name)?.metric;
    return metric === undefined ? recorded(name) : ofGauge(metric);
  };
  return meantOf;
}

/** Aggregations that go no further than what they are made of. */
const CHOOSING: readonly Aggregation["op"][] = [
  "max",
  "min",
  "avg",
  "quantile",
  "topk",
  "bottomk",
  "limitk",
  "limit_ratio",
];
/** Functions that do not either. */
const KEEPING: readonly string[] = [
  "avg_over_time",
  "first_over_time",
  "label_join",
  "label_replace",
  "last_over_time",
  "max_over_time",
  "min_over_time",
  "scalar",
  "sort",
  "sort_by_label",
  "sort_by_label_desc",
  "sort_desc",
  "vector",
];
const MOMENTS: readonly string[] = ["time", "timestamp", "ts_of_first_over_time", "ts_of_last_over_time"];

function ofCall({ name, args }: Call, meantOf: MeantOf): Meant | undefined {
  if (MOMENTS.includes(name)) return MOMENT;
  if (name === "quantile_over_time") return meantOf(args[1]!);
  return KEEPING.includes(name) && args.length > 0 ? meantOf(args[0]!) : undefined;
}

function ofBinary(node: Binary, meantOf: MeantOf, catalogue: Catalogue): Meant | undefined {
  const { op, left, right, bool } = node;
  if (isComparison(op)) return bool ? undefined : meantOf(comparisonOf(node)?.of ?? left);
  if (op === "and" || op === "unless") return meantOf(left);
  if (op === "or") return either(meantOf(left), meantOf(right));
  const number = constantOf(right) ?? (op === "*" ? constantOf(left) : undefined);
  if (number !== undefined)
    return scaled(op, meantOf(constantOf(right) === undefined ? right : left), number);
  return op === "/" ? ofQuotient(left, right, catalogue) : undefined;
}

function either(a: Meant | undefined, b: Meant | undefined): Meant | undefined {
  return a && b && { ...a, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

/** `x * 100`, `x / 1024`. */
function scaled(op: Binary["op"], meant: Meant | undefined, by: number): Meant | undefined {
  if (meant === undefined || by <= 0) return undefined;
  if (op === "*") return { ...meant, min: meant.min * by, max: meant.max * by };
  return op === "/" ? { ...meant, min: meant.min / by, max: meant.max / by } : undefined;
}
