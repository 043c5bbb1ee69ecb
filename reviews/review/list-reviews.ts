import { eq, getTableColumns } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { after, pageInput, toPage } from "../database/keyset.ts";
import { reviews } from "../database/schema.ts";
import { SIGNED_IN } from "../identity/roles.ts";
import { text } from "../text.ts";
import { REVIEWS_TAG } from "./cache-tags.ts";
import { SEVERITIES, STATUSES } from "./values.ts";
import { toSummary } from "./view.ts";

const { diff: _diff, scanFindings: _findings, ...summaryColumns } = getTableColumns(reviews);

/** Reviews, the newest first. */
export const listReviews = define({
  name: "list_reviews",
  input: z.object({
    ...pageInput,
    status: z.enum(STATUSES).optional(),
    severity: z.enum(SEVERITIES).optional(),
    source: text(100).optional(),
  }),
  allow: SIGNED_IN,
  cache: { ttlMs: 60_000, tags: () => [REVIEWS_TAG], stale: "changed" },
  async handle({ limit, cursor, status, severity, source }, { database }) {
    const { where, orderBy } = after(
      reviews,
      cursor,
      status && eq(reviews.status, status),
      severity && eq(reviews.severity, severity),
      source === undefined ? undefined : eq(reviews.source, source),
    );
    const rows = await database
      .select(summaryColumns)
      .from(reviews)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit + 1);
    return ok(toPage(rows, limit, toSummary));
  },
});
