import { cursor, limit, type ValuesOf } from "./parameter.ts";
import { nullable, text } from "./schema.ts";

/** The time of the last item, and how many items of that time were listed by then. */
const CURSOR = /^\d{1,16}-\d{1,9}$/;

/** The parameters of a list that comes page by page. @param items What it lists */
export function pageParameters(items: string, most: number, preset: number) {
  return { limit: limit(`${items} of one page.`, most, preset), cursor: cursor(CURSOR) };
}

/** Where the next page begins; null at the end. */
export const nextCursor = nullable(text("`cursor` of the next page; null when there is none."));

/** The items that a page is made of. */
export interface Stretch {
  /** Of this time, or before it. */
  readonly untilMs: number;
  /** More than these are not needed. */
  readonly count: number;
}

/**
 * One page, the latest first.
 * @param read The items of a stretch, the latest first
 */
export function pageOf<T>(
  { limit, cursor = `${Number.MAX_SAFE_INTEGER}-0` }: ValuesOf<ReturnType<typeof pageParameters>>,
  timeOf: (item: T) => number,
  read: (stretch: Stretch) => readonly T[],
): { readonly items: readonly T[]; readonly nextCursor: string | null } {
  const [untilMs, listed] = cursor.split("-").map(Number) as [number, number];
  const found = read({ untilMs, count: listed + limit + 1 });
  const rest = found.filter((item, i) => i >= listed || timeOf(item) < untilMs);
  const items = rest.slice(0, limit);
  if (rest.length <= limit) return { items, nextCursor: null };
  const lastMs = timeOf(items.at(-1)!);
  const before = lastMs === untilMs ? listed : 0;
  const count = before + items.filter((item) => timeOf(item) === lastMs).length;
  return { items, nextCursor: `${lastMs}-${count}` };
}

/** The stretch of items that are all at hand, the latest first. */
export function stretchOf<T>(
  items: readonly T[],
  timeOf: (item: T) => number,
  { untilMs, count }: Stretch,
): readonly T[] {
  return items.filter((item) => timeOf(item) <= untilMs).slice(0, count);
}
