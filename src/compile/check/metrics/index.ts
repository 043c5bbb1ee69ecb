import type { Check } from "../check.ts";
import { cardinality } from "./cardinality.ts";
import { duplicateMetric } from "./duplicate-metric.ts";
import { missingMetric } from "./missing-metric.ts";
import { tightCap } from "./tight-cap.ts";
import { unusedRecording } from "./unused-recording.ts";
import { unwatchedMetric } from "./unwatched-metric.ts";

/** Whether metrics and recordings are worth what they cost. */
export const METRIC_CHECKS: readonly Check[] = [
  missingMetric,
  duplicateMetric,
  cardinality,
  tightCap,
  unwatchedMetric,
  unusedRecording,
];
