export { RESILIENCE_LIMITS, type ResilienceLimits, resilienceAlerts } from "./alerts.ts";
export { type CockatielParts, watchCockatiel } from "./cockatiel.ts";
export * from "./metrics.ts";
export { type OpossumBreaker, watchOpossum } from "./opossum.ts";
export { type ResilienceOptions, resilience } from "./resilience.ts";
export type { BreakerWatch } from "./watch.ts";
