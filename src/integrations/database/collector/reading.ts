import type { Recorder } from "../../../model/index.ts";

/** A row of a view, as the server writes it. */
export type Row = Readonly<Record<string, string | null>>;

/** Something that the server tells of itself. */
export interface Reading {
  readonly name: string;
  /** What to ask. @param version The server's `server_version_num`, such as 180000. */
  sql(version: number): string;
  take(rows: readonly Row[]): void;
  /** What was shown is not current any more. */
  forget(): void;
}

/** Makes a reading of the database behind one pool. */
export type MakeReading = (recorder: Recorder, pool: string) => Reading;
