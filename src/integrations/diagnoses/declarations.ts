import type { Diagnosis } from "../../model/index.ts";

// Here, beside all integrations, since an alert of one may ask what another sees: a slow answer waits for a statement.

export const slowestStatements = {
  name: "slowestStatements",
  title: "SQL statements that took most time in the last minutes",
  thread: "application",
} as const satisfies Diagnosis;

export const repeatedStatements = {
  name: "repeatedStatements",
  title: "SQL statements that requests repeat",
  thread: "application",
  by: ["endpoint"],
} as const satisfies Diagnosis;

export const connectionHolders = {
  name: "connectionHolders",
  title: "Who holds database connections",
  thread: "application",
  by: ["pool"],
} as const satisfies Diagnosis;

export const blockingLocks = {
  name: "blockingLocks",
  title: "Who blocks others in the database",
  thread: "application",
  by: ["pool"],
} as const satisfies Diagnosis;

export const breakerHistory = {
  name: "breakerHistory",
  title: "What circuit breakers did in the last hour",
  thread: "application",
  by: ["breaker"],
} as const satisfies Diagnosis;

export const recentChanges = {
  name: "recentChanges",
  title: "What changed in the last hour",
  thread: "engine",
} as const satisfies Diagnosis;

export const heapSpaces = {
  name: "heapSpaces",
  title: "Memory of the process, and how it grew",
  thread: "application",
} as const satisfies Diagnosis;

export const busyFunctions = {
  name: "busyFunctions",
  title: "What keeps the application's thread busy",
  thread: "engine",
} as const satisfies Diagnosis;

/** The engine's own watchdog looks for these. */
export const blockages = {
  name: "blockages",
  title: "Blockages of the event loop",
  thread: "engine",
} as const satisfies Diagnosis;
