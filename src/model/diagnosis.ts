import type { Labels } from "./labels.ts";

/** Something that can be looked at when an alert fires, by the name that alerts call it by. */
export interface Diagnosis {
  readonly name: string;
  /** What it looks for, for people: "Slowest statements of the last minutes". */
  readonly title: string;
  /** Who looks: the application's thread, at what it has at hand in memory; or the engine's, beside it. */
  readonly thread: "application" | "engine";
  /** The alert's labels that it looks by, such as `breaker`. Default: it sees the same whatever the alert is about. */
  readonly by?: readonly string[];
}

/** One thing that was found: a line of a few words, and what it was found by. Never data of users, never a secret. */
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
  /** What it looked for, for people: "Slowest statements of the last minutes". */
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

/** Looks, and tells the most telling first. What it throws is told as the reason why nothing was seen. */
export type Look = (occasion: Occasion) => readonly Observation[] | Promise<readonly Observation[]>;

/** Looks by the names of their diagnoses. */
export type Looks = Readonly<Record<string, Look>>;

const MAX_OBSERVATIONS = 5;
const MAX_TEXT = 200;
const MAX_BLOCK = 2000;
const MAX_DETAILS = 20;

/** The first five observations, each cut to what a message has room for. */
export function bounded(observations: readonly Observation[]): Observation[] {
  return observations.slice(0, MAX_OBSERVATIONS).map(({ text, details, block }) => ({
    text: cut(text, MAX_TEXT),
    ...(details !== undefined && { details: boundedDetails(details) }),
    ...(block !== undefined && block !== "" && { block: cut(block, MAX_BLOCK) }),
  }));
}

function boundedDetails(details: NonNullable<Observation["details"]>): Record<string, string | number> {
  const entries = Object.entries(details).slice(0, MAX_DETAILS);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? cut(value, MAX_TEXT) : value]),
  );
}

/** A text of at most `length` characters, which ends in `…` where something is missing. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
