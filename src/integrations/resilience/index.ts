export { type CockatielParts, watchCockatiel } from "./cockatiel.ts";
export * from "./metrics.ts";
export { type OpossumBreaker, watchOpossum } from "./opossum.ts";
export { resilience } from "./resilience.ts";
export type { BreakerWatch } from "./watch.ts";
