export { Audit, type AuditEntry } from "./audit.ts";
