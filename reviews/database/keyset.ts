import { and, type Column, desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** The columns that order a list: newest first, with the id to tell rows of one millisecond apart. */
interface Keyset {
  readonly createdAt: Column;
  readonly id: Column;
}

interface Row {
  readonly createdAt: Date;
  readonly id: string;
}

/** Milliseconds, of years that PostgreSQL reads from ISO 8601, and the id. */
const position = z.tuple([z.int().min(0).max(Date.UTC(9999, 11)), z.uuid()]);

/** Where a page ended: opaque to callers. What is inserted later comes before it, so pages never shift. */
export const cursor = z
  .string()
  .max(200)
  .refine((text) => decode(text) !== undefined, "is not a cursor that a page gave");

/** How callers ask for a page. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("Items on a page"),
  cursor: cursor.optional().describe("`nextCursor` of the page before"),
};

/** The shape of a page of some item. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The condition and the order of the page after `text`. Ask for one row more than the limit. */
export function after(keys: Keyset, text: string | undefined, ...filters: (SQL | undefined)[]) {
  const at = text === undefined ? undefined : decode(text);
  const beyond =
    at &&
    sql`(${keys.createdAt}, ${keys.id}) < (${new Date(at[0]).toISOString()}::timestamptz, ${at[1]}::uuid)`;
  return { where: and(...filters, beyond), orderBy: [desc(keys.createdAt), desc(keys.id)] };
}

/** Cuts rows, of which there may be one more than the limit, into a page. */
export function toPage<R extends Row, T>(rows: readonly R[], limit: number, view: (row: R) => T) {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(view), nextCursor: last === undefined ? null : encode(last) };
}

function encode({ createdAt, id }: Row): string {
  return Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString("base64url");
}

function decode(text: string): z.output<typeof position> | undefined {
  try {
    return position.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data;
  } catch {
    return undefined;
  }
}
