export { type CaseVerdict, runScript, type ScriptOptions } from "./run-script.ts";
