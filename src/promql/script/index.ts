export { type CaseVerdict, runScript, type ScriptOptions } from "./run-script.ts";
export { ScriptError } from "./script-error.ts";
