export { deployments } from "./deployments.ts";
export * from "./metrics.ts";
export { findRevision } from "./revision.ts";
