/** A script that cannot be read. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
  /** Where in the script, from 1. */
  readonly line: number;
  /** What is wrong with it, without the place. */
  readonly reason: string;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.line = line;
    this.reason = reason;
  }
}
