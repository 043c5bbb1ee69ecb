import type { Check } from "../check.ts";
import { counterWithoutRate } from "./counter-without-rate.ts";
import { deltaOfCounter } from "./delta-of-counter.ts";
import { emptyRateWindow } from "./empty-rate-window.ts";
import { nanDivision } from "./nan-division.ts";
import { quantileOfTotals } from "./quantile-of-totals.ts";
import { quantileWithoutLe } from "./quantile-without-le.ts";
import { rateOfGauge } from "./rate-of-gauge.ts";
import { rateOfSum } from "./rate-of-sum.ts";
import { rateWindow } from "./rate-window.ts";
import { subqueryStep } from "./subquery-step.ts";
import { thresholdUnit } from "./threshold-unit.ts";
import { unitMismatch } from "./unit-mismatch.ts";

/** What numbers mean, and what they are measured in. */
export const NUMBER_CHECKS: readonly Check[] = [
  counterWithoutRate,
  rateOfGauge,
  rateOfSum,
  deltaOfCounter,
  quantileWithoutLe,
  quantileOfTotals,
  unitMismatch,
  thresholdUnit,
  emptyRateWindow,
  rateWindow,
  subqueryStep,
  nanDivision,
];
