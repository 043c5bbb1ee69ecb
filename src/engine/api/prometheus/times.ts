import { FarolError, parseDuration } from "../../../model/index.ts";

/** As Go's `ParseFloat` reads them, without its hexadecimal ones. */
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
/** How Prometheus writes the ends of its time. */
const ENDS: Readonly<Record<string, number>> = {
  "-292273086-05-16T16:47:06Z": -9223309901257974000,
  "292277025-08-18T07:12:54.999999999Z": 9223309901257975000,
};
/** Nanoseconds of Go's longest duration, in milliseconds. */
const LONGEST_MS = 2 ** 63 / 1e6;
const LATEST_MS = 2 ** 63;

/** Milliseconds since 1970 of unix seconds or of RFC 3339; undefined when a text is neither. */
export function timeOf(text: string): number | undefined {
  if (!FLOAT.test(text)) return ENDS[text] ?? rfc3339(text);
  const seconds = Number(text);
  const whole = Math.trunc(seconds);
  const ms = whole * 1000 + Math.round((seconds - whole) * 1000);
  return Math.abs(ms) < LATEST_MS ? ms : undefined;
}

function rfc3339(text: string): number | undefined {
  const parts = RFC_3339.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as Six;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second);
  const isThatDay = local.getUTCMonth() === month - 1 && local.getUTCDate() === day;
  if (!isThatDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offset = (Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)) * 60_000;
  return local.getTime() + ms - (parts[8] === "-" ? -offset : offset);
}

type Six = [number, number, number, number, number, number];

/** Milliseconds of seconds or of a duration such as `5m`; undefined when a text is neither, or too long. */
export function durationOf(text: string): number | undefined {
  const ms = FLOAT.test(text) ? Number(text) * 1000 : namedDuration(text);
  return ms !== undefined && Math.abs(ms) < LONGEST_MS ? ms : undefined;
}

function namedDuration(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof FarolError) return undefined;
    throw error;
  }
}
