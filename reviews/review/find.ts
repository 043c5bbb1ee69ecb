import { eq } from "drizzle-orm";
import { err, ok, type Result } from "neverthrow";
import type { Database } from "../database/drizzle.ts";
import { comments, evidence, reviews } from "../database/schema.ts";
import { type Failure, failure } from "../errors.ts";
import { type ReviewRow, toDetail } from "./view.ts";

/** The review, locked until the transaction ends: who comes second waits, then sees what the first one did. */
export async function lockReview(database: Database, id: string): Promise<Result<ReviewRow, Failure>> {
  const [row] = await database.select().from(reviews).where(eq(reviews.id, id)).for("update");
  return row === undefined ? err(noReview(id)) : ok(row);
}

/** The review with evidence and comments, in one query. */
export async function readReview(
  database: Database,
  id: string,
): Promise<Result<ReturnType<typeof toDetail>, Failure>> {
  const row = await database.query.reviews.findFirst({
    where: eq(reviews.id, id),
    with: {
      evidence: { orderBy: evidence.position },
      comments: { orderBy: [comments.createdAt, comments.id] },
    },
  });
  return row === undefined ? err(noReview(id)) : ok(toDetail(row));
}

/** Why something about a review cannot be done. */
export function noReview(id: string): Failure {
  return failure("not_found", `There is no review ${id}.`);
}
