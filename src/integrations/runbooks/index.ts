import { runbook } from "../../define/index.ts";

/** The folder of these runbooks' pages. */
export const RUNBOOK_PAGES = new URL("../../../docs/runbooks/", import.meta.url);

export const incidentResponse = runbook("RB-001", "Incident response");
export const memoryLeak = runbook("RB-002", "Memory leak");
export const migrationRollback = runbook("RB-003", "Migration rollback");
export const circuitBreakerOpen = runbook("RB-004", "Circuit breaker open");
export const slowQueries = runbook("RB-005", "Slow queries");
export const databasePoolExhausted = runbook("RB-006", "Database pool exhausted");
export const highErrorRate = runbook("RB-007", "High error rate");
export const highLatency = runbook("RB-008", "High latency");
export const lowAvailability = runbook("RB-009", "Low availability");
export const cacheDegraded = runbook("RB-010", "Cache degraded");
export const notificationsNotArriving = runbook("RB-011", "Notifications not arriving");
