import { chosen } from "farol/define";
import { monitoring } from "../../reviews/monitoring.ts";

/** What the panels of the reference application's dashboards ask, all values chosen, as often as they ask it. */
export const QUESTIONS: readonly string[] = monitoring.dashboards
  .flatMap(({ panels }) => panels)
  .flatMap(({ queries }) => queries)
  .map(({ expr }) => chosen(expr.text));
