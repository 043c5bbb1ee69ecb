export { SERVICE_LIMITS, type ServiceLimits } from "./alerts/limits.ts";
export { type ServiceAlert, type ServiceOptions, service } from "./service.ts";
