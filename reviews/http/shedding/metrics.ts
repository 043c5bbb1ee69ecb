import { counter, gauge, type Instruments } from "farol";

/** Why a request was turned away before its handler. */
export const SHED_REASONS = ["concurrency", "queue_timeout", "rate_limit", "draining"] as const;
export type ShedReason = (typeof SHED_REASONS)[number];

/** What is turned away, and why. */
export const sheddingDeclarations = {
  concurrencyLimit: gauge({
    name: "http_concurrency_limit",
    help: "Requests that may be answered at a time; follows their latency.",
  }),
  requestsQueued: gauge({
    name: "http_requests_queued",
    help: "Requests that wait until one of those that are being answered is done.",
  }),
  requestsShed: counter({
    name: "http_requests_shed_total",
    help: "Requests that were turned away to protect the others, by reason.",
    labels: { reason: SHED_REASONS },
  }),
};

/** The instruments that write these metrics. */
export type SheddingMetrics = Instruments<typeof sheddingDeclarations>;
