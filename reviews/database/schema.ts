import { relations, sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { ROLES } from "../identity/roles.ts";
import type { Finding } from "../review/scan.ts";
import { EVIDENCE_KINDS, SCAN_STATES, SEVERITIES, STATUSES } from "../review/values.ts";

/** Milliseconds, as JavaScript counts them: a cursor made from a row must find that row again. */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    email: text().notNull().unique(),
    name: text().notNull(),
    passwordHash: text("password_hash").notNull(),
    role: text({ enum: ROLES }).notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (user) => [index("users_newest").on(user.createdAt, user.id)],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid().primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** SHA-256 of the token: who reads the table cannot use it. */
    digest: text().notNull().unique(),
    createdAt: moment("created_at").notNull(),
  },
  (token) => [unique("api_tokens_name").on(token.userId, token.name)],
);

export const reviews = pgTable(
  "reviews",
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    source: text().notNull(),
    severity: text({ enum: SEVERITIES }).notNull(),
    diff: text().notNull(),
    status: text({ enum: STATUSES }).notNull(),
    proposerId: uuid("proposer_id")
      .notNull()
      .references(() => users.id),
    /** Goes up with each change: what a caller saw is named by it. */
    version: integer().notNull(),
    createdAt: moment("created_at").notNull(),
    decidedAt: moment("decided_at"),
    deciderId: uuid("decider_id").references(() => users.id),
    reason: text(),
    scanState: text("scan_state", { enum: SCAN_STATES }).notNull().default("waiting"),
    scanFindings: jsonb("scan_findings").$type<readonly Finding[]>(),
    scannedAt: moment("scanned_at"),
  },
  (review) => [
    index("reviews_newest").on(review.createdAt, review.id),
    index("reviews_newest_by_status").on(review.status, review.createdAt, review.id),
    index("reviews_newest_by_source").on(review.source, review.createdAt, review.id),
    check("reviews_decided_whole", sql`(status = 'pending') = (decided_at is null and decider_id is null)`),
    index("reviews_pending").on(review.severity).where(sql`status = 'pending'`),
    index("reviews_unscanned")
      .on(review.scanState, review.createdAt, review.id)
      .where(sql`status = 'pending' and scan_state in ('waiting', 'unavailable')`),
  ],
);

export const evidence = pgTable(
  "evidence",
  {
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    kind: text({ enum: EVIDENCE_KINDS }).notNull(),
    summary: text().notNull(),
    content: text().notNull(),
  },
  (item) => [primaryKey({ columns: [item.reviewId, item.position] })],
);

export const comments = pgTable(
  "comments",
  {
    id: uuid().primaryKey(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reviews.id, { onDelete: "cascade" }),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    body: text().notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (comment) => [index("comments_of_review").on(comment.reviewId, comment.createdAt)],
);

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** The actor's id: keys of different callers never meet. */
    scope: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the command's name and input. */
    fingerprint: text().notNull(),
    answer: jsonb(),
    createdAt: moment("created_at").notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.scope, row.key] }),
    index("idempotency_keys_oldest").on(row.createdAt),
  ],
);

export const reviewRelations = relations(reviews, ({ many }) => ({
  evidence: many(evidence),
  comments: many(comments),
}));
export const evidenceRelations = relations(evidence, ({ one }) => ({
  review: one(reviews, { fields: [evidence.reviewId], references: [reviews.id] }),
}));
export const commentRelations = relations(comments, ({ one }) => ({
  review: one(reviews, { fields: [comments.reviewId], references: [reviews.id] }),
}));
