export { readPoints, type ScriptPoint } from "./points.ts";
export { type CaseVerdict, runScript, type ScriptOptions } from "./run-script.ts";
export { ScriptError } from "./script-error.ts";
export { readSeries } from "./series-text.ts";
