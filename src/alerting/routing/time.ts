import type { NumberRange, TimeInterval, TimeSpan } from "../../model/index.ts";

/** @param atMs Since 1970, in milliseconds. */
export function isIn({ spans }: TimeInterval, atMs: number): boolean {
  return spans.some((span) => isInSpan(span, atMs));
}

function isInSpan(span: TimeSpan, atMs: number): boolean {
  const now = wallClock(atMs, span.location ?? "UTC");
  const { times, weekdays, daysOfMonth, months, years } = span;
  return (
    (times?.some(({ from, to }) => from <= now.time && now.time < to) ?? true) &&
    holds(weekdays, now.weekday) &&
    (daysOfMonth?.some((range) => isDay(range, now.day, now.daysInMonth)) ?? true) &&
    holds(months, now.month) &&
    holds(years, now.year)
  );
}

function holds(ranges: readonly NumberRange[] | undefined, value: number): boolean {
  return ranges?.some(({ from, to }) => from <= value && value <= to) ?? true;
}

/** A range that reaches past its month ends with it. */
function isDay({ from, to }: NumberRange, day: number, daysInMonth: number): boolean {
  const fromStart = (n: number) => (n < 0 ? daysInMonth + n + 1 : n);
  return fromStart(from) <= day && day <= fromStart(to);
}

function wallClock(atMs: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  return {
    time: `${parts.hour}:${parts.minute}`,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    day,
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    month,
    year,
  };
}
