const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Writes times of day in the reader's own time zone, 24 hours. */
export function clockTime(ms: number): string {
  return new Date(ms).toLocaleTimeString("en-GB");
}

/** Date and time of day: `2026-03-01 14:05:00`. */
export function dateTime(ms: number): string {
  return `${localDate(ms)} ${clockTime(ms)}`;
}

/** Writes an axis' ticks that are `incrementMs` apart: seconds, minutes or days, with the date where a day begins. */
export function timeTicks(values: readonly number[], incrementMs: number): string[] {
  return values.map((ms) => {
    const time = clockTime(ms);
    if (incrementMs < MINUTE) return time;
    const dayBegins = time === "00:00:00";
    return dayBegins || incrementMs >= DAY ? localDate(ms).slice(5) : time.slice(0, 5);
  });
}

/** For an input of the type datetime-local: `2026-03-01T14:05:00`. */
export function inputTime(ms: number): string {
  return `${localDate(ms)}T${clockTime(ms)}`;
}

/** How long something lasted, in its two largest units: `3 h 12 min`. */
export function lasting(ms: number): string {
  const total = Math.max(0, Math.round(ms / SECOND));
  const parts: [number, string][] = [
    [Math.floor(total / 86_400), "d"],
    [Math.floor(total / 3600) % 24, "h"],
    [Math.floor(total / 60) % 60, "min"],
    [total % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}

function localDate(ms: number): string {
  const date = new Date(ms);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
