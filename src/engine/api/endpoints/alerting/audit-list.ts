import type { AuditEntry } from "../../../audit/index.ts";
import { jsonEndpoint } from "../../endpoint.ts";
import { nextCursor, pageOf, pageParameters } from "../../page.ts";
import { dictionary, integer, list, object, type Schema, text } from "../../schema.ts";

const anything: Schema<unknown> = { json: {} };

export const auditList = jsonEndpoint({
  path: "/api/v1/monitoring/audit",
  summary: "Who changed what through this API, the latest first; the last ten thousand changes are kept",
  parameters: pageParameters("Changes", 1000, 100),
  schema: object({
    items: list(
      object({
        atMs: integer(),
        client: text("The address of who asked."),
        action: text("What was asked for, such as `silence.add`."),
        details: dictionary(anything),
      }),
    ),
    nextCursor,
  }),
  statuses: { 200: "Each was written down before it was carried out." },
  answer: ({ audit }, page) => ({
    body: pageOf(
      page,
      ({ atMs }: AuditEntry) => atMs,
      ({ untilMs, count }) => audit.list(count, untilMs),
    ),
  }),
});
