export { type AspectChange, type Change, type Definition, diffMonitoring } from "./diff.ts";
export type { Readers } from "./readers.ts";
