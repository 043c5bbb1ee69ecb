/** Parts of a time in UTC, of its seconds since 1970. */
export const DATE_PARTS: Readonly<Record<string, (seconds: number) => number>> = {
  minute: part((date) => date.getUTCMinutes()),
  hour: part((date) => date.getUTCHours()),
  day_of_week: part((date) => date.getUTCDay()),
  day_of_month: part((date) => date.getUTCDate()),
  day_of_year: part((date) => (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS + 1),
  days_in_month: part((date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  ),
  month: part((date) => date.getUTCMonth() + 1),
  year: part((date) => date.getUTCFullYear()),
};

const DAY_MS = 86_400_000;

function part(read: (date: Date) => number): (seconds: number) => number {
  return (seconds) => Math.floor(read(new Date(Math.trunc(seconds) * 1000)));
}
