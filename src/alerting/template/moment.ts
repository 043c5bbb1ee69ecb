import type { Moment } from "./value.ts";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MS_PER_DAY = 86_400_000;

/** Go's layouts are made of the parts of 2 January 2006, 15:04:05, longer ones first. */
const LAYOUT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|002|01|02|03|04|05|06|15|_2(?!006)|-07:00:00|-070000|-07:00|-0700|-07|Z07:00:00|Z070000|Z07:00|Z0700|Z07|PM|pm|[.,](?:0+|9+)(?!\d)|[12345]/g;

/** A moment as Go prints it: `2006-01-02 15:04:05.999999999 -0700 MST`, in UTC. */
export function momentText(moment: Moment): string {
  return formatMoment(moment, "2006-01-02 15:04:05.999999999 -0700 MST");
}

/** Go's `Time.Format`. */
export function formatMoment({ ms }: Moment, layout: string): string {
  const date = new Date(ms);
  return layout.replace(LAYOUT, (part) => PARTS[part]?.(date) ?? zoneOrFraction(part, date));
}

const PARTS: Readonly<Record<string, (date: Date) => string>> = {
  January: (date) => MONTHS[date.getUTCMonth()]!,
  Jan: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  Monday: (date) => DAYS[date.getUTCDay()]!,
  Mon: (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  MST: () => "UTC",
  "2006": (date) => digits(date.getUTCFullYear(), 4),
  "06": (date) => digits(date.getUTCFullYear() % 100, 2),
  "01": (date) => digits(date.getUTCMonth() + 1, 2),
  "1": (date) => String(date.getUTCMonth() + 1),
  "02": (date) => digits(date.getUTCDate(), 2),
  _2: (date) => String(date.getUTCDate()).padStart(2),
  "2": (date) => String(date.getUTCDate()),
  "002": (date) => digits(yearDay(date), 3),
  __2: (date) => String(yearDay(date)).padStart(3),
  "15": (date) => digits(date.getUTCHours(), 2),
  "03": (date) => digits(date.getUTCHours() % 12 || 12, 2),
  "3": (date) => String(date.getUTCHours() % 12 || 12),
  "04": (date) => digits(date.getUTCMinutes(), 2),
  "4": (date) => String(date.getUTCMinutes()),
  "05": (date) => digits(date.getUTCSeconds(), 2),
  "5": (date) => String(date.getUTCSeconds()),
  PM: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  pm: (date) => (date.getUTCHours() < 12 ? "am" : "pm"),
};

function zoneOrFraction(part: string, date: Date): string {
  if (part.startsWith("Z")) return "Z";
  if (part.startsWith("-")) return part.replace("-", "+").replace("7", "0");
  const all = String(date.getUTCMilliseconds())
    .padStart(3, "0")
    .padEnd(9, "0")
    .slice(0, part.length - 1);
  if (part[1] === "0") return part[0] + all;
  const plain = all.replace(/0+$/, "");
  return plain === "" ? "" : part[0] + plain;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** From 1. */
export function yearDay(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / MS_PER_DAY) + 1;
}
