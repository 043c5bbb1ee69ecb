import type { FunctionName } from "../../functions.ts";
import { type Grid, timeAt } from "../grid.ts";
import type { Query } from "../query.ts";
import { AVG_OVER_TIME_IN_2, OVER_TIME } from "./over-time.ts";
import type { RangeFunction } from "./range-function.ts";
import { growth, lastGrowth } from "./rate.ts";
import { deriv, doubleExponentialSmoothing, predictLinear } from "./regression.ts";

export type { OfWindows, RangeFunction, Window } from "./range-function.ts";

/** The function of a range vector that has this name; undefined for names of others. */
export function rangeFunctionOf(name: FunctionName, grid: Grid, { isV3 }: Query): RangeFunction | undefined {
  switch (name) {
    case "rate":
      return growth(true, true, isV3);
    case "increase":
      return growth(true, false, isV3);
    case "delta":
      return growth(false, false, isV3);
    case "irate":
      return lastGrowth(true);
    case "idelta":
      return lastGrowth(false);
    case "deriv":
      return deriv;
    case "predict_linear":
      return predictLinear((step) => timeAt(grid, step));
    case "double_exponential_smoothing":
    case "holt_winters":
      return doubleExponentialSmoothing;
    case "avg_over_time":
      return isV3 ? OVER_TIME[name] : AVG_OVER_TIME_IN_2;
    default:
      return OVER_TIME[name];
  }
}
