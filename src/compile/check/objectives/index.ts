import type { Check } from "../check.ts";
import { interval } from "./interval.ts";
import { retention } from "./retention.ts";
import { objectiveDashboard } from "./unknown-dashboard.ts";

/**
 * Whether objectives suit the rest of the definition and its stack. What is wrong with one by itself is refused where it
 * is defined: `define/objective/`.
 */
export const OBJECTIVE_CHECKS: readonly Check[] = [retention, interval, objectiveDashboard];
