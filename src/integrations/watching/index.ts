export { type Call, type Method, overheard, overheardPromise, wrapMethod } from "./method.ts";
export { Names } from "./names.ts";
