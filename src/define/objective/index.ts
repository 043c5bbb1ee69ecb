export { atMost } from "./at-most.ts";
export { type BurnWindowSpec, defaultBurnWindows } from "./burn-windows.ts";
export { type ErrorBudgetBurningSpec, errorBudgetBurning } from "./error-budget-burning.ts";
export type { ObjectiveEvents } from "./event-counters.ts";
export { type ObjectiveSpec, objective, objectiveAt, titleOf } from "./objective.ts";
