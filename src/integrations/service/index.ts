export { type ServiceOptions, service } from "./service.ts";
