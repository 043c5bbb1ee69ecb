import { FarolError, type NumberRange, type TimeInterval, type TimeSpan } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One value, or a range with both its ends. */
export type OneOrRange<T> = T | { readonly from: T; readonly to: T };

/** What of a time has to be so; what is left out may be anything. */
export interface TimeSpanSpec {
  /** `HH:MM` to `HH:MM`, without the end, which may be `24:00`. */
  readonly times?: TimeSpan["times"];
  readonly weekdays?: readonly OneOrRange<Weekday>[];
  /** 1 to 31, or -1 for a month's last day, -2 for the one before. */
  readonly daysOfMonth?: readonly OneOrRange<number>[];
  /** 1 to 12 */
  readonly months?: readonly OneOrRange<number>[];
  readonly years?: readonly OneOrRange<number>[];
  /** A name of the IANA time zone database, such as `Europe/Lisbon`. Default: UTC */
  readonly location?: string;
}

/**
 * Times that come again, such as weekends, or once, such as a night in which a database is moved. An instant belongs to
 * it when it is in one of the spans.
 * @throws FarolError FAROL_TIME_INTERVAL for times that no clock shows, and for spans that end before they begin.
 */
export function timeInterval(name: string, ...spans: readonly TimeSpanSpec[]): TimeInterval {
  if (spans.length === 0) throw refused(name, "an interval without spans", "an instant is in one of them");
  return {
    kind: "timeInterval",
    name,
    spans: spans.map((span) => spanOf(name, span)),
    place: placeOfCaller(timeInterval),
  };
}

function spanOf(name: string, spec: TimeSpanSpec): TimeSpan {
  for (const { from, to } of spec.times ?? []) checkTimes(name, from, to);
  checkLocation(name, spec.location);
  const { times, location } = spec;
  const weekdays = spec.weekdays?.map((one) => range(one, (day) => WEEKDAYS.indexOf(day)));
  const daysOfMonth = spec.daysOfMonth?.map((one) => range(one));
  const months = spec.months?.map((one) => range(one));
  const years = spec.years?.map((one) => range(one));
  for (const one of weekdays ?? []) checkRange(name, "weekdays", one, (day) => day >= 0);
  for (const one of daysOfMonth ?? []) checkDays(name, one);
  for (const one of months ?? []) checkRange(name, "months", one, (month) => month >= 1 && month <= 12);
  for (const one of years ?? []) checkRange(name, "years", one, (year) => year >= 0);
  return defined({ times, weekdays, daysOfMonth, months, years, location });
}

function range<T>(one: OneOrRange<T>, number = Number as (value: T) => number): NumberRange {
  const { from, to } =
    typeof one === "object" && one !== null && "from" in one ? one : { from: one, to: one };
  return { from: number(from as T), to: number(to as T) };
}

function defined(span: { readonly [K in keyof TimeSpan]: TimeSpan[K] | undefined }): TimeSpan {
  return Object.fromEntries(Object.entries(span).filter(([, value]) => value !== undefined));
}

function checkTimes(name: string, from: string, to: string): void {
  const isTime = [from, to].every((time) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time));
  if (isTime && from < to) return;
  throw refused(name, `${from} to ${to}`, "times are HH:MM, and one that crosses midnight is two spans");
}

function checkDays(name: string, { from, to }: NumberRange): void {
  const areDays = [from, to].every((day) => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31);
  // Alertmanager clamps to the month, so that only days counted from the same end can be compared.
  if (areDays && (from < 0 === to < 0 ? from <= to : from > 0)) return;
  throw refused(
    name,
    `days of month ${from} to ${to}`,
    "days are 1 to 31, or -31 to -1, from the earlier to the later",
  );
}

function checkRange(
  name: string,
  field: string,
  { from, to }: NumberRange,
  fits: (n: number) => boolean,
): void {
  if ([from, to].every((n) => Number.isInteger(n) && fits(n)) && from <= to) return;
  throw refused(name, `${field} ${from} to ${to}`, `${field} go from the earlier to the later`);
}

function checkLocation(name: string, location: string | undefined): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: location });
  } catch {
    throw refused(name, `location ${location}`, "a location is a name of the IANA time zone database");
  }
}

function refused(name: string, found: string, rule: string): FarolError {
  return new FarolError({
    code: "FAROL_TIME_INTERVAL",
    found: `time interval "${name}": ${found}`,
    rule,
    cure: 'Write it like { times: [{ from: "22:00", to: "24:00" }], weekdays: ["saturday"], location: "Europe/Lisbon" }.',
  });
}
