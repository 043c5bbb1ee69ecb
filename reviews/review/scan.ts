import { z } from "zod";
import { text } from "../text.ts";
import { SCAN_STATES, SEVERITIES } from "./values.ts";

/** What the scanner noticed in a proposed change. */
export const finding = z
  .object({
    rule: text(100),
    severity: z.enum(SEVERITIES),
    line: z.int().positive().nullable().describe("In the diff; null when it is about the whole"),
    message: text(500),
  })
  .meta({ id: "Finding" });
export type Finding = z.output<typeof finding>;

/** The scan of a review, as callers see it. */
export const reviewScan = z
  .object({
    state: z.enum(SCAN_STATES),
    findings: z.array(finding).describe("Empty until the scan is done"),
    scannedAt: z.iso.datetime().nullable().describe("Null until the scan is done"),
  })
  .meta({ id: "Scan" });

/** What came of asking the scanner. */
export const scanResult = z.discriminatedUnion("state", [
  z.object({ state: z.literal("done"), findings: z.array(finding).max(100) }),
  z.object({ state: z.enum(["unavailable", "refused"]) }),
]);
export type ScanResult = z.output<typeof scanResult>;
