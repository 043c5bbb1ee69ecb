import type { GoFunction } from "../dialect.ts";
import { plainText } from "../format.ts";
import { formatMoment, momentText, yearDay } from "../moment.ts";
import { Moment, type Value } from "../value.ts";
import { floatOf } from "./float-of.ts";
import { taking } from "./taking.ts";

const INT64 = 2 ** 63;

/** Seconds since 1970 as a moment, to the millisecond. */
export function toTime(value: Value): Moment {
  const seconds = floatOf(value);
  if (!Number.isFinite(seconds)) throw new Error("value is NaN or Inf");
  const nanoseconds = seconds * 1e9;
  if (Math.abs(nanoseconds) > INT64)
    throw new Error(
      `${plainText(seconds)} cannot be represented as a nanoseconds timestamp since it overflows int64`,
    );
  return new Moment(Number(BigInt(Math.trunc(nanoseconds)) / 1_000_000n));
}

/** The same as a text. */
export function humanizeTimestamp(value: Value): string {
  const seconds = floatOf(value);
  return Number.isFinite(seconds) ? momentText(toTime(seconds)) : plainText(seconds);
}

/** What can be called on a moment, of Go's `time.Time`. */
export function momentMethod(moment: Moment, name: string): GoFunction<Value> | undefined {
  if (name === "Format") return taking(["string"], (layout: Value) => formatMoment(moment, layout as string));
  const read = METHODS[name];
  return read && taking([], () => read(new Date(moment.ms), moment));
}

const METHODS: Readonly<Record<string, (date: Date, moment: Moment) => Value>> = {
  String: (_, moment) => momentText(moment),
  UTC: (_, moment) => moment,
  Unix: (_, { ms }) => BigInt(Math.floor(ms / 1000)),
  UnixMilli: (_, { ms }) => BigInt(ms),
  Year: (date) => BigInt(date.getUTCFullYear()),
  Month: (_, moment) => formatMoment(moment, "January"),
  Day: (date) => BigInt(date.getUTCDate()),
  YearDay: (date) => BigInt(yearDay(date)),
  Weekday: (_, moment) => formatMoment(moment, "Monday"),
  Hour: (date) => BigInt(date.getUTCHours()),
  Minute: (date) => BigInt(date.getUTCMinutes()),
  Second: (date) => BigInt(date.getUTCSeconds()),
};
