import { counter, gauge, type Instruments } from "farol";
import { RETRY_REASONS } from "./transaction.ts";

/** Which server answered. */
export const TARGETS = ["primary", "replica"] as const;
export type Target = (typeof TARGETS)[number];

/** What this service's way to its database tells of itself. */
export const databaseDeclarations = {
  databaseReads: counter({
    name: "database_reads_total",
    help: "Queries of the bus, by the server that they were sent to.",
    labels: { target: TARGETS },
  }),
  replicaLag: gauge({
    name: "database_replica_lag_seconds",
    help: "Age of the oldest change that the replica has not replayed; 0 when it has all.",
  }),
  transactionRetries: counter({
    name: "database_transaction_retries_total",
    help: "Transactions that were rolled back and run again, by reason.",
    labels: { reason: RETRY_REASONS },
  }),
};

export type DatabaseMetrics = Instruments<typeof databaseDeclarations>;
