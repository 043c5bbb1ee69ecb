import type { Labels } from "./labels.ts";

/** One thing that was found: a line of a few words, and what it was found by. */
export interface Observation {
  readonly text: string;
  /** Numbers and names behind the text, for programs; for people only where they ask. Default: none. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Something long, shown apart from the rest: a stack, a statement's shape. Default: none. */
  readonly block?: string;
}

/** What a diagnosis found, or why it could not look. */
export type Evidence = {
  /** The diagnosis' name. */
  readonly diagnosis: string;
  /** What it looked for, for people: "Slowest statements of the last five minutes". */
  readonly title: string;
  /** Wall time in milliseconds. */
  readonly atMs: number;
} & (
  | { readonly outcome: "found"; readonly observations: readonly Observation[] }
  | { readonly outcome: "nothing" }
  | { readonly outcome: "failed"; readonly reason: string }
);

/** What a diagnosis is told of the alert that fired. */
export interface Occasion {
  readonly alert: string;
  readonly labels: Labels;
  /** Wall time in milliseconds. */
  readonly startsAtMs: number;
}
