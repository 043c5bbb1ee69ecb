export type { PrometheusLimits } from "./limits.ts";
export { PROMETHEUS_PATH, PrometheusApi } from "./prometheus-api.ts";
