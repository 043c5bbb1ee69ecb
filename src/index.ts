export * from "./define/index.ts";
export { createFarol, type Farol, type FarolOptions } from "./farol.ts";
export * from "./model/index.ts";
export type { InstrumentOf, Instruments } from "./record/index.ts";
