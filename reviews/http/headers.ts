import { z } from "zod";
import { FailureError, failure } from "../errors.ts";

/** A key that makes it safe to send a POST again. */
export const idempotencyHeaders = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("The same key with the same request has one effect and one answer, for a day"),
});

const entityTag = z
  .string()
  .regex(/^"\d{1,9}"$/, 'is a version as the ETag gave it, such as "3"')
  .describe("The ETag of what you saw");

/** Says which version the caller saw. */
export const versionHeaders = z.object({ "if-match": entityTag.optional() });

/** A version as an entity tag, and back. */
export const toEntityTag = (version: number): string => `"${version}"`;
export function versionOf(tag: string | undefined): number | undefined {
  return tag === undefined ? undefined : Number(tag.slice(1, -1));
}

/** The version that the caller must name. */
export function requiredVersion(tag: string | undefined): number {
  const version = versionOf(tag);
  if (version !== undefined) return version;
  throw new FailureError(
    failure("precondition_required", "Send If-Match with the ETag of the review that you saw."),
  );
}
