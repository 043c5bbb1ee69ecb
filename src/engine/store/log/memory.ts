import type { SeriesReader, SeriesWriter } from "../../../model/index.ts";

/** A store in memory, around which history is made to last. */
export type Memory = SeriesReader & SeriesWriter;

/** How such a store is made, and how all of it is written down and read again. */
export interface MemoryKind<M extends Memory> {
  empty(): M;
  /**
   * The store's content as of this call, in chunks of at most about a megabyte, each made in a few milliseconds. The
   * store is written on between them.
   */
  write(store: M): Iterable<Uint8Array>;
  /** @throws Error when the chunks are not those of a snapshot that this version can read. */
  read(chunks: Iterable<Uint8Array>): M;
}
