export type { AlertingDefinition, Notify } from "./alerts/index.ts";
export type { PrometheusLimits } from "./api/prometheus/index.ts";
export type { AnswerMessage, AskMessage } from "./application/index.ts";
export { startEngine } from "./engine.ts";
export type { Engine, EngineOptions } from "./options.ts";
export { openRemembered, type Remembered } from "./remembered.ts";
export { ENGINE_METRICS } from "./sampling/engine-metrics.ts";
export type { IdleCell, RequestExpiry } from "./sampling/expiry.ts";
export type { StackSource, StackTaken } from "./watchdog/index.ts";
