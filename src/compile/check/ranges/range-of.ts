import type { Expr } from "../../../promql/index.ts";
import type { Interval } from "./interval.ts";

/** What numbers the answers of an expression can be, before anything is asked. */
export type RangeOf = (expr: Expr) => Interval;
