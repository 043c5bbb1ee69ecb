import { FarolError } from "../../model/index.ts";
import { momentOf } from "./parameter.ts";
import { Problem } from "./problem.ts";

const CONTROL = /\p{Cc}/u;

/**
 * Checks a text of a body that people read.
 * @param most Characters that it may have
 * @throws Problem FAROL_BAD_BODY
 */
export function checkText(field: string, value: string, most: number): void {
  const isRight = value.trim() !== "" && value.length <= most && !CONTROL.test(value);
  if (isRight) return;
  const found = CONTROL.test(value) ? "a control character" : `${value.trim().length} characters`;
  throw new Problem("FAROL_BAD_BODY", `${field}: ${found}: it has 1 to ${most}, none a control character`);
}

/** A time of a body in whole milliseconds. @throws Problem FAROL_BAD_BODY */
export function readTime(field: string, text: string): number {
  const ms = momentOf(text);
  if (ms === undefined)
    throw new Problem("FAROL_BAD_BODY", `${field}: ${text} is neither unix seconds nor RFC 3339`);
  return Math.round(ms);
}

/**
 * What a body, or a field of it, is read to.
 * @throws Problem FAROL_BAD_BODY with what a FarolError says, and of which field
 */
export function readBodyPart<T>(read: () => T, field?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FarolError)) throw error;
    throw new Problem("FAROL_BAD_BODY", field === undefined ? error.message : `${field}: ${error.message}`);
  }
}
