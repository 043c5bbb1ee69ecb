import { counter, gauge, histogram } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

/** The methods that are told apart; every other one is counted as `OTHER`. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"] as const;
export type Method = (typeof METHODS)[number];

/** The endpoint of requests that no route matched: one bucket, so that a bot's guesses make no series. */
export const UNMATCHED = "unmatched";

/** `endpoint` is the route's template as it was registered, prefix included; never a path that a client chose. */
const route = { method: METHODS, endpoint: unboundedLabel } as const;

/** Every number that HTTP takes for a status code. */
const STATUS_CODES = Array.from({ length: 500 }, (_, i) => String(100 + i));

export const httpRequests = counter({
  name: "http_requests_total",
  help: "Requests that ended: answered, or given up by the client (status 499) or cut off by the server (500).",
  labels: { ...route, status_code: unboundedLabel },
  knownValues: { status_code: STATUS_CODES },
  maxSeries: 5000,
});

export const httpRequestDuration = histogram({
  name: "http_request_duration_seconds",
  help: "Time from a request's head to its response's last byte handed to the kernel.",
  labels: route,
  exemplars: true,
});

export const httpRequestSize = histogram({
  name: "http_request_size_bytes",
  help: "Size of request bodies: as declared, or as read when the client streamed it.",
  labels: route,
});

export const httpResponseSize = histogram({
  name: "http_response_size_bytes",
  help: "Size of response bodies: as declared, or the bytes written, head included, when the server streamed it.",
  labels: route,
});

export const httpActiveConnections = gauge({
  name: "http_active_connections",
  help: "Connections that are open.",
});

export const httpRequestsInFlight = gauge({
  name: "http_requests_in_flight",
  help: "Requests that wait for the end of their response.",
});

/** Every metric of this integration. */
export const httpMetrics = [
  httpRequests,
  httpRequestDuration,
  httpRequestSize,
  httpResponseSize,
  httpActiveConnections,
  httpRequestsInFlight,
] as const;
