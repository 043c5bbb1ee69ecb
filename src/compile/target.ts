import type { Monitoring } from "../define/index.ts";
import type { Stack } from "./stack.ts";

/** A file of the stack, before it is written. */
export interface GeneratedFile {
  /** From the folder that is generated into, with `/`: `prometheus/rules/http.yml`. */
  readonly path: string;
  /** Ends in a line feed. */
  readonly text: string;
}

/**
 * What one program of the stack is given, for its named version. The same monitoring yields the same bytes.
 * @throws FarolError FAROL_VERSION where that version cannot express what the monitoring says.
 */
export type Target = (monitoring: Monitoring, stack: Stack) => readonly GeneratedFile[];
