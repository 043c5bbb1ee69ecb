import type { Finding, Level } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** What a check says of one place; its code and level are the check's. */
export type Found = Omit<Finding, "code" | "level">;

/** One thing that is looked for in a definition. Its page in `docs/checks/` is made of it and of its example. */
export interface Check {
  readonly code: Finding["code"];
  readonly level: Level;
  /** What it finds, as a heading: `A metric that nothing emits`. */
  readonly title: string;
  /** Why that is a mistake, what follows of it and what to do: paragraphs of Markdown. */
  readonly why: string;
  find(subject: Subject): readonly Found[];
}
