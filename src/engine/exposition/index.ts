export { type Exemplar, newestExemplar } from "./exemplar.ts";
export { Exposition } from "./exposition.ts";
export { acceptsGzip, negotiateFormat } from "./negotiate.ts";
