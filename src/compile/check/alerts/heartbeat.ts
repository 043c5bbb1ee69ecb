import type { AlertRule } from "../../../model/index.ts";

/** Whether an alert is there to fire always, so that somebody outside notices when it does not: the field calls it so. */
export function isHeartbeat({ name }: AlertRule): boolean {
  return name === "Watchdog";
}
