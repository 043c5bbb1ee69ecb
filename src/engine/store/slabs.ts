import { PADDING } from "./codec/chunk-reader.ts";

export const SLAB_BYTES = 2 ** 20;
/** As many as the 32 bits of a reference can tell apart. */
export const MAX_SLABS = 4096;
/** No chunk begins at the first byte, so that 0 refers to none. */
const FIRST_BYTE = 1;

/** Where a chunk is: its slab's number modulo `MAX_SLABS`, then its byte therein. 0 for none. */
export type ChunkRef = number;

/** A piece of memory that is filled with chunks from its beginning. */
export interface Slab {
  readonly number: number;
  readonly view: DataView;
  used: number;
  samples: number;
  /** The tick at which its last chunk was sealed: it holds nothing later. */
  lastTick: number;
}

/**
 * The chunks of all series, in the order in which they were sealed, so that old ones lie together and a slab is given up
 * as a whole. It is left to the collector then, and no chunk ever overwritten: a snapshot may still be reading it.
 */
export class Slabs {
  readonly #byPlace: (Slab | undefined)[] = [];
  #first = 0;
  #next = 0;
  #samples = 0;
  #chunkBytes = 0;

  /** What all of them take. */
  get bytes(): number {
    return (this.#next - this.#first) * SLAB_BYTES;
  }

  /** Samples within chunks. */
  get samples(): number {
    return this.#samples;
  }

  /** What chunks take of `bytes`. */
  get chunkBytes(): number {
    return this.#chunkBytes;
  }

  /** The last tick of the oldest slab; undefined where that is the one that is being filled. */
  get oldestTick(): number | undefined {
    const oldest = this.#next - this.#first > 1 ? this.#at(this.#first) : undefined;
    return oldest?.lastTick;
  }

  /** Copies a chunk. There must be less than `MAX_SLABS` slabs. */
  put(chunk: Uint8Array, samples: number, tick: number): ChunkRef {
    let slab = this.#at(this.#next - 1);
    if (slab === undefined || slab.used + chunk.length + PADDING > SLAB_BYTES) slab = this.#begin();
    const at = slab.used;
    new Uint8Array(slab.view.buffer, at).set(chunk);
    slab.used += chunk.length;
    slab.samples += samples;
    slab.lastTick = tick;
    this.#samples += samples;
    this.#chunkBytes += chunk.length;
    return (slab.number % MAX_SLABS) * SLAB_BYTES + at;
  }

  /** The memory that a reference leads into, at `byteOf` it. Undefined for what a damaged snapshot lost. */
  viewOf(ref: ChunkRef): DataView | undefined {
    return this.#byPlace[ref >>> 20]?.view;
  }

  /** Gives up the slabs that hold nothing since a tick. */
  forgetBefore(tick: number): void {
    while (this.oldestTick !== undefined && this.oldestTick < tick) {
      this.#forget(this.#at(this.#first)!);
      do this.#first += 1;
      while (this.#at(this.#first) === undefined);
    }
  }

  /** All of them, the oldest first. */
  all(): Slab[] {
    return this.#byPlace.filter((slab) => slab !== undefined).sort((a, b) => a.number - b.number);
  }

  /** Takes one over that was read from a snapshot; in the order of their numbers. */
  adopt(slab: Slab): void {
    if (this.#next === this.#first) this.#first = slab.number;
    this.#next = slab.number + 1;
    this.#byPlace[slab.number % MAX_SLABS] = slab;
    this.#samples += slab.samples;
    this.#chunkBytes += slab.used;
  }

  #at(number: number): Slab | undefined {
    return this.#byPlace[number % MAX_SLABS];
  }

  #begin(): Slab {
    const view = new DataView(new ArrayBuffer(SLAB_BYTES));
    const slab = { number: this.#next, view, used: FIRST_BYTE, samples: 0, lastTick: 0 };
    this.#byPlace[slab.number % MAX_SLABS] = slab;
    this.#next += 1;
    this.#chunkBytes += FIRST_BYTE;
    return slab;
  }

  #forget(slab: Slab): void {
    this.#byPlace[slab.number % MAX_SLABS] = undefined;
    this.#samples -= slab.samples;
    this.#chunkBytes -= slab.used;
  }
}

/** Where in its slab a chunk begins. */
export function byteOf(ref: ChunkRef): number {
  return ref & (SLAB_BYTES - 1);
}
