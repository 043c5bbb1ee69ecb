import { counter, gauge, histogram, type Instruments } from "farol";
import { databaseDeclarations } from "./database/metrics.ts";
import { FAILURE_KINDS } from "./errors.ts";
import { sheddingDeclarations } from "./http/shedding/metrics.ts";
import { COMMAND_NAMES, QUERY_NAMES } from "./registry.ts";
import { SEVERITIES } from "./review/values.ts";

const OUTCOMES = ["ok", "error"] as const;

/** Classes of what was thrown and not expected; `exceptions.ts` finds the one that fits. */
export const EXCEPTION_TYPES = [
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "DatabaseError",
  "AggregateError",
  "other",
] as const;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every metric of this service that no integration brings. */
export const declarations = {
  commands: counter({
    name: "commands_total",
    help: "Commands by outcome.",
    labels: { command: COMMAND_NAMES, outcome: OUTCOMES },
  }),
  commandDuration: histogram({
    name: "command_duration_seconds",
    help: "Time from a command's dispatch to its answer, transaction included.",
    labels: { command: COMMAND_NAMES },
  }),
  queries: counter({
    name: "queries_total",
    help: "Queries by outcome.",
    labels: { query: QUERY_NAMES, outcome: OUTCOMES },
  }),
  queryDuration: histogram({
    name: "query_duration_seconds",
    help: "Time from a query's dispatch to its answer.",
    labels: { query: QUERY_NAMES },
  }),
  reviewsCreated: counter({
    name: "review_created_total",
    help: "Reviews proposed, by severity.",
    labels: { severity: SEVERITIES },
  }),
  reviewsApproved: counter({ name: "review_approved_total", help: "Reviews approved." }),
  reviewsRejected: counter({ name: "review_rejected_total", help: "Reviews rejected." }),
  decisionLatency: histogram({
    name: "review_decision_latency_seconds",
    help: "Time from a review's proposal to its decision.",
    buckets: [
      5,
      15,
      MINUTE,
      5 * MINUTE,
      15 * MINUTE,
      HOUR,
      4 * HOUR,
      8 * HOUR,
      DAY,
      2 * DAY,
      4 * DAY,
      7 * DAY,
    ],
  }),
  reviewsPending: gauge({ name: "reviews_pending", help: "Reviews that wait for a decision." }),
  registrations: counter({ name: "user_registrations_total", help: "People who registered." }),
  authenticationAttempts: counter({
    name: "authentication_attempts_total",
    help: "Attempts to sign in, by outcome.",
    labels: { outcome: ["success", "failure"] },
  }),
  errors: counter({
    name: "errors_total",
    help: "Requests that were answered with a problem, by kind.",
    labels: { kind: [...FAILURE_KINDS, "other"] },
  }),
  exceptions: counter({
    name: "exceptions_total",
    help: "Unexpected exceptions, by class.",
    labels: { type: EXCEPTION_TYPES },
  }),
  ...databaseDeclarations,
  ...sheddingDeclarations,
};

/** The instruments that write these metrics, under the same keys. */
export type Metrics = Instruments<typeof declarations>;
