export { Exposition } from "./exposition.ts";
export { acceptsGzip, negotiateFormat } from "./negotiate.ts";
