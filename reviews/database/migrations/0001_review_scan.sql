ALTER TABLE "reviews" ADD COLUMN "scan_state" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "scan_findings" jsonb;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "scanned_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "reviews_unscanned" ON "reviews" USING btree ("scan_state","created_at","id") WHERE status = 'pending' and scan_state in ('waiting', 'unavailable');