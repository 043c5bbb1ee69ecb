import type { Check } from "../check.ts";
import { absentUp } from "./absent-up.ts";
import { alwaysFires } from "./always-fires.ts";
import { duplicateRule } from "./duplicate-rule.ts";
import { forInterval } from "./for-interval.ts";
import { joinMany } from "./join-many.ts";
import { joinNeverMatches } from "./join-never-matches.ts";
import { neverFires } from "./never-fires.ts";
import { noComparison } from "./no-comparison.ts";
import { noOwner } from "./no-owner.ts";
import { noRunbook } from "./no-runbook.ts";
import { noText } from "./no-text.ts";
import { perInstance } from "./per-instance.ts";
import { unknownDashboard } from "./unknown-dashboard.ts";
import { unknownSeverity } from "./unknown-severity.ts";
import { untested } from "./untested.ts";
import { vacuousTest } from "./vacuous-test.ts";

/** Whether an alert can do its work: fire, be silent, and be of use to who reads it. */
export const ALERT_CHECKS: readonly Check[] = [
  noComparison,
  neverFires,
  alwaysFires,
  absentUp,
  joinNeverMatches,
  joinMany,
  forInterval,
  perInstance,
  unknownSeverity,
  noOwner,
  noRunbook,
  unknownDashboard,
  noText,
  untested,
  vacuousTest,
  duplicateRule,
];
