import { ALERT_CHECKS } from "./alerts/index.ts";
import type { Check } from "./check.ts";
import { DASHBOARD_CHECKS } from "./dashboards/index.ts";
import { METRIC_CHECKS } from "./metrics/index.ts";
import { NAME_CHECKS } from "./names/index.ts";
import { NUMBER_CHECKS } from "./numbers/index.ts";
import { OBJECTIVE_CHECKS } from "./objectives/index.ts";
import { ROUTING_CHECKS } from "./routing/index.ts";
import { RUNBOOK_CHECKS } from "./runbooks/index.ts";

/** Everything that is looked for, in the order in which it is told. */
export const CHECKS: readonly Check[] = [
  ...NAME_CHECKS,
  ...ALERT_CHECKS,
  ...NUMBER_CHECKS,
  ...DASHBOARD_CHECKS,
  ...ROUTING_CHECKS,
  ...OBJECTIVE_CHECKS,
  ...RUNBOOK_CHECKS,
  ...METRIC_CHECKS,
];
