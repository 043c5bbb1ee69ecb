import type { Diagnosis } from "../../model/index.ts";
import {
  blockages,
  blockingLocks,
  breakerHistory,
  busyFunctions,
  connectionHolders,
  heapSpaces,
  recentChanges,
  repeatedStatements,
  slowestStatements,
} from "./declarations.ts";

// What is looked at for alerts of one kind, the most telling first. Of a monitoring without the integration that
// brings it, a diagnosis is left out.

export const WHEN_STATEMENTS_ARE_SLOW = named(slowestStatements, blockingLocks, recentChanges);
export const WHEN_STATEMENTS_ARE_MANY = named(repeatedStatements, slowestStatements, recentChanges);
export const WHEN_CONNECTIONS_ARE_SHORT = named(connectionHolders, blockingLocks, slowestStatements);
export const WHEN_TRANSACTIONS_ARE_LONG = named(connectionHolders, blockingLocks, recentChanges);
export const WHEN_TRANSACTIONS_COLLIDE = named(blockingLocks, slowestStatements, recentChanges);
export const WHEN_BREAKERS_OPEN = named(breakerHistory, recentChanges);
export const WHEN_MEMORY_IS_SHORT = named(heapSpaces, recentChanges);
export const WHEN_CPU_IS_BUSY = named(busyFunctions, blockages, recentChanges);
export const WHEN_ANSWERS_ARE_SLOW = named(
  blockages,
  busyFunctions,
  slowestStatements,
  connectionHolders,
  recentChanges,
);
export const WHEN_ANSWERS_FAIL = named(recentChanges, breakerHistory, connectionHolders, blockages);
export const WHEN_TRAFFIC_CHANGES = named(recentChanges, blockages);
/** News and upkeep, such as a deployment: only what happened around it. */
export const WHEN_ASKED_WHY = named(recentChanges);

function named(...diagnoses: readonly Diagnosis[]): readonly string[] {
  return diagnoses.map(({ name }) => name);
}
