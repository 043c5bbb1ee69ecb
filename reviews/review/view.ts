import { z } from "zod";
import type { comments, evidence, reviews } from "../database/schema.ts";
import { text } from "../text.ts";
import { reviewScan } from "./scan.ts";
import { EVIDENCE_KINDS, SEVERITIES, STATUSES } from "./values.ts";

/** What speaks for a change. */
export const evidenceItem = z
  .object({ kind: z.enum(EVIDENCE_KINDS), summary: text(300), content: text(20_000) })
  .meta({ id: "Evidence" });

/** What a machine proposes. */
export const proposal = z.object({
  title: text(200),
  source: text(100).describe("The machine or the tool that proposes"),
  severity: z.enum(SEVERITIES),
  diff: text(200_000),
  evidence: z.array(evidenceItem).max(50).default([]),
});

/** A review in a list. */
export const reviewSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    source: z.string(),
    severity: z.enum(SEVERITIES),
    status: z.enum(STATUSES),
    version: z.int().describe("Goes up with each change; the ETag"),
    proposerId: z.uuid(),
    createdAt: z.iso.datetime(),
    decision: z
      .object({ deciderId: z.uuid(), decidedAt: z.iso.datetime(), reason: z.string() })
      .nullable()
      .describe("Null while the review is pending"),
  })
  .meta({ id: "ReviewSummary" });

export const commentView = z
  .object({ id: z.uuid(), authorId: z.uuid(), body: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: "Comment" });

/** A review with all that belongs to it. */
export const reviewDetail = reviewSummary
  .extend({
    diff: z.string(),
    evidence: z.array(z.object({ kind: z.enum(EVIDENCE_KINDS), summary: z.string(), content: z.string() })),
    comments: z.array(commentView),
    scan: reviewScan,
  })
  .meta({ id: "Review" });

export type ReviewRow = typeof reviews.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
export type CommentRow = typeof comments.$inferSelect;

export function toSummary(row: Omit<ReviewRow, "diff" | "scanFindings">): z.output<typeof reviewSummary> {
  const { id, title, source, severity, status, version, proposerId } = row;
  const { decidedAt, deciderId, reason } = row;
  const isDecided = decidedAt !== null && deciderId !== null;
  return {
    ...{ id, title, source, severity, status, version, proposerId },
    createdAt: row.createdAt.toISOString(),
    decision: isDecided ? { deciderId, decidedAt: decidedAt.toISOString(), reason: reason ?? "" } : null,
  };
}

export function toComment({ id, authorId, body, createdAt }: CommentRow): z.output<typeof commentView> {
  return { id, authorId, body, createdAt: createdAt.toISOString() };
}

export function toDetail(
  row: ReviewRow & { readonly evidence: readonly EvidenceRow[]; readonly comments: readonly CommentRow[] },
): z.output<typeof reviewDetail> {
  return {
    ...toSummary(row),
    diff: row.diff,
    evidence: row.evidence.map(({ kind, summary, content }) => ({ kind, summary, content })),
    comments: row.comments.map(toComment),
    scan: {
      state: row.scanState,
      findings: [...(row.scanFindings ?? [])],
      scannedAt: row.scannedAt?.toISOString() ?? null,
    },
  };
}
