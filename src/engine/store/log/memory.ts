import type { SeriesId, SeriesReader, SeriesWriter } from "../../../model/index.ts";
import type { Absence } from "../absence.ts";

/** A store in memory, around which history is made to last. */
export interface Memory extends SeriesReader, SeriesWriter {
  /** @returns Whether that is news: it is not where the series has ended already. */
  end(id: SeriesId, timestampMs: number): boolean;
  /** Whether the id is some series': it is not any more once that is forgotten. */
  has(id: SeriesId): boolean;
  /** How many series it has forgotten: while that stays, ids stay good. */
  readonly forgotten: number;
}

/** How such a store is made, and how all of it is written down and read again. */
export interface MemoryKind<M extends Memory> {
  /** What it means to it that a tick is without a series. */
  readonly absence: Absence;
  empty(): M;
  /**
   * The store's content as of this call, in chunks of at most about a megabyte, each made in a few milliseconds. The
   * store is written on between them.
   */
  write(store: M): Iterable<Uint8Array>;
  /** @throws Error when the chunks are not those of a snapshot that this version can read. */
  read(chunks: Iterable<Uint8Array>): M;
}
