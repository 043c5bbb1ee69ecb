export type { Column } from "./column.ts";
export { History, type Selection } from "./history.ts";
export { type BucketGroup, quantile, quantileColumn } from "./quantile.ts";
export { oneStep, type Steps, stepsOf } from "./steps.ts";
