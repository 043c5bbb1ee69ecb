import type { NumberRange, TimeInterval, TimeSpan } from "../../../model/index.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** A time interval as alertmanager.yml holds it. */
export function timeIntervalDocument({ name, spans }: TimeInterval): object {
  return { name, time_intervals: spans.map(spanDocument) };
}

/** One of its spans. */
export function spanDocument({ times, weekdays, daysOfMonth, months, years, location }: TimeSpan): object {
  return {
    ...(times && { times: times.map(({ from, to }) => ({ start_time: from, end_time: to })) }),
    ...(weekdays && { weekdays: weekdays.map((range) => rangeText(range, (day) => WEEKDAYS[day]!)) }),
    ...(daysOfMonth && { days_of_month: daysOfMonth.map((range) => rangeText(range)) }),
    ...(months && { months: months.map((range) => rangeText(range)) }),
    ...(years && { years: years.map((range) => rangeText(range)) }),
    ...(location !== undefined && { location }),
  };
}

function rangeText({ from, to }: NumberRange, text = String as (n: number) => string): string {
  return from === to ? text(from) : `${text(from)}:${text(to)}`;
}
