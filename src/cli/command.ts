/** How the program ends: it did what was asked; it was refused or reached nobody; it was asked wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** One thing that the program can be told to do. */
export interface Command {
  readonly name: string;
  /** In a line, for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** @throws UsageError when the arguments make no sense. */
  run(args: readonly string[]): Promise<Exit>;
}

/** The arguments make no sense; the message says what is wrong with them. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
