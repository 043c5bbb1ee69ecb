import { parseDuration } from "../index.ts";
import { UsageError } from "./command.ts";

/**
 * Milliseconds of what an option says.
 * @throws UsageError when it is no duration, or no time at all
 */
export function readDuration(option: string, text: string): number {
  let ms: number;
  try {
    ms = parseDuration(text);
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
  if (ms === 0) throw new UsageError(`--${option} ${text} is no time at all`);
  return ms;
}
