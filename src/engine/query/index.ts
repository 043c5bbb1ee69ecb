export { type Column, sumBy } from "./column.ts";
export { History, type Selection } from "./history.ts";
export { type BucketGroup, groupBuckets, quantileColumn } from "./quantile.ts";
export { oneStep, type Steps, stepsOf } from "./steps.ts";
