export * from "./metrics.ts";
export { processes } from "./processes.ts";
