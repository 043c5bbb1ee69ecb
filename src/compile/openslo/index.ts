export { fromOpenSlo, type OpenSlo, type OpenSloContext } from "./read.ts";
export { toOpenSlo } from "./write.ts";
