/** What a check found in a proposed change. */
export interface Finding {
  readonly rule: "secret" | "dangerous_sql" | "todo" | "large_change";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Where it stands in the diff, from 1 on; null when it is about the whole. */
  readonly line: number | null;
  /** Never repeats what it found: it may be a secret. */
  readonly message: string;
}

interface LineCheck extends Omit<Finding, "line"> {
  readonly pattern: RegExp;
}

const LARGE_LINES = 400;
const MAX_FINDINGS = 100;

/** Checks of each line that a change adds. */
const LINE_CHECKS: readonly LineCheck[] = [
  {
    rule: "secret",
    severity: "critical",
    message: "looks like a private key",
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  },
  {
    rule: "secret",
    severity: "critical",
    message: "looks like an access key",
    pattern: /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[A-Za-z0-9-]{10,})\b/,
  },
  {
    rule: "secret",
    severity: "high",
    message: "looks like a password in the source",
    pattern: /\b(?:password|passwd|secret|api_?key|token)\b["']?\s*[:=]\s*["'][^"'$]{6,}["']/i,
  },
  {
    rule: "dangerous_sql",
    severity: "high",
    message: "takes a table or its rows away",
    pattern: /\b(?:DROP\s+(?:TABLE|SCHEMA|DATABASE)|TRUNCATE(?:\s+TABLE)?\s+\w)/i,
  },
  {
    rule: "dangerous_sql",
    severity: "high",
    message: "changes every row: there is no WHERE",
    pattern: /\b(?:DELETE\s+FROM\s+[\w."]+|UPDATE\s+[\w."]+\s+SET\s(?:(?!\bWHERE\b).)*)\s*;/i,
  },
  {
    rule: "todo",
    severity: "low",
    message: "leaves something to do",
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
  },
];

/** What stands out in a unified diff; a hundred findings at most. */
export function checkDiff(diff: string): Finding[] {
  const lines = diff.split("\n");
  const changed = lines.filter((line) => isAdded(line) || /^-(?!--)/.test(line)).length;
  const findings = lines.flatMap((text, i) => (isAdded(text) ? checkLine(text, i + 1) : []));
  if (changed > LARGE_LINES) findings.unshift(largeChange(changed));
  return findings.slice(0, MAX_FINDINGS);
}

function isAdded(line: string): boolean {
  return /^\+(?!\+\+)/.test(line);
}

function checkLine(text: string, line: number): Finding[] {
  return LINE_CHECKS.filter(({ pattern }) => pattern.test(text)).map(({ rule, severity, message }) => ({
    ...{ rule, severity, line, message },
  }));
}

function largeChange(lines: number): Finding {
  const message = `changes ${lines} lines; more than ${LARGE_LINES} are hard to review`;
  return { rule: "large_change", severity: "medium", line: null, message };
}
