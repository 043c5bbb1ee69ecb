export { Alerts } from "./alerts.ts";
export { type Resolution, Resolutions } from "./resolutions.ts";
export type { Notify } from "./routing-for.ts";
export { type Alerting, type AlertingDefinition, startAlerting } from "./start-alerting.ts";
