export { PROCESS_LIMITS, type ProcessLimits, processAlerts } from "./alerts.ts";
export * from "./metrics.ts";
export { type ProcessesOptions, processes } from "./processes.ts";
