export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const STATUSES = ["pending", "approved", "rejected"] as const;
export type Status = (typeof STATUSES)[number];

/** `unavailable`: the scanner did not answer and is asked again; `refused`: it answered that it cannot scan this diff. */
export const SCAN_STATES = ["waiting", "unavailable", "refused", "done"] as const;

export const EVIDENCE_KINDS = ["log", "metric", "test", "link"] as const;
