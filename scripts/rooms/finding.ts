/** Something that breaks a rule of the house, with all that is needed to mend it. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** From the repository's root, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly found: string;
  readonly rule: string;
  readonly reason: string;
  readonly cure: string;
}

/** A finding as a person reads it. */
export function printed({ severity, file, line, found, rule, reason, cure }: Finding): string {
  return `${file}:${line} ${severity}: ${found}\n    rule: ${rule}\n    why:  ${reason}\n    cure: ${cure}`;
}
