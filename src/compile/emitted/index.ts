export { missingFrom } from "./missing-from.ts";
