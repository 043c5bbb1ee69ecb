import type { Check } from "../check.ts";
import { alertTemplate } from "./alert-template.ts";
import { brokenExpression } from "./broken-expression.ts";
import { leLiteral } from "./le-literal.ts";
import { legendLabel } from "./legend-label.ts";
import { templateLabel } from "./template-label.ts";
import { testExpectation } from "./test-expectation.ts";
import { testSeries } from "./test-series.ts";
import { unknownLabel } from "./unknown-label.ts";
import { unknownLabelValue } from "./unknown-label-value.ts";
import { unknownMetric } from "./unknown-metric.ts";
import { unlistedMetric } from "./unlisted-metric.ts";
import { unsupportedExpression } from "./unsupported-expression.ts";
import { unusedVariable } from "./unused-variable.ts";
import { variableLabel } from "./variable-label.ts";

/** Names that nothing stands behind. */
export const NAME_CHECKS: readonly Check[] = [
  brokenExpression,
  unsupportedExpression,
  unknownMetric,
  unlistedMetric,
  unknownLabel,
  unknownLabelValue,
  leLiteral,
  alertTemplate,
  templateLabel,
  testSeries,
  testExpectation,
  legendLabel,
  variableLabel,
  unusedVariable,
];
