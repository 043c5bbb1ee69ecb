import {
  CHUNK_BYTES,
  CHUNK_CELLS,
  type DirectoryEntry,
  HEADER_BYTES,
  HeaderFloat,
  HeaderInt,
  headerViews,
  LIFECYCLE,
  type Lifecycle,
  MAX_CELL_BYTES,
  MAX_DIRECTORY_BYTES,
  RECORDING_FAULTS,
  type RecordingFault,
  type SlabMemory,
} from "../model/index.ts";

/** Neighboring cells of this thread's slab: `values[cell]` is the first. */
export interface Cells {
  readonly values: Float64Array;
  readonly cell: number;
}

/** Cells that a series gave back, usable again once the engine has read the directory up to `behind`. */
interface Returned {
  readonly cells: Cells;
  readonly behind: number;
}

const FIRST_DIRECTORY_BYTES = 16 * 1024;

/** This thread's slab, as its only writer sees it. */
export class SlabWriter {
  readonly memory: SlabMemory;
  readonly #header;
  readonly #encoder = new TextEncoder();
  readonly #returned = new Map<number, Returned[]>();
  #chunk: Float64Array;
  #nextCell = 0;
  #directoryLength = 0;

  constructor(threadId: number) {
    this.memory = {
      threadId,
      header: new SharedArrayBuffer(HEADER_BYTES),
      cells: new SharedArrayBuffer(CHUNK_BYTES, { maxByteLength: MAX_CELL_BYTES }),
      directory: new SharedArrayBuffer(FIRST_DIRECTORY_BYTES, { maxByteLength: MAX_DIRECTORY_BYTES }),
    };
    this.#header = headerViews(this.memory.header);
    this.#chunk = new Float64Array(this.memory.cells, 0, CHUNK_CELLS);
  }

  fault(kind: RecordingFault): void {
    this.#header.floats[HeaderFloat.faults + RECORDING_FAULTS.indexOf(kind)]! += 1;
  }

  /** Says that the thread's event loop turns. */
  pulse(nowMs: number): void {
    this.#header.floats[HeaderFloat.pulseMs] = nowMs;
  }

  set lifecycle(state: Lifecycle) {
    Atomics.store(this.#header.ints, HeaderInt.lifecycle, LIFECYCLE.indexOf(state));
  }

  /** Says that nothing more will be written. */
  end(): void {
    Atomics.store(this.#header.ints, HeaderInt.ended, 1);
  }

  /** `count` cells that are 0; undefined when the address space is used up. */
  allocate(count: number): Cells | undefined {
    return this.#reuse(count) ?? this.#extend(count);
  }

  /** Gives cells back, after a `freed` entry for them was written. */
  free(cells: Cells, count: number): void {
    const waiting = this.#returned.get(count) ?? [];
    waiting.push({ cells, behind: this.#directoryLength });
    this.#returned.set(count, waiting);
  }

  /** The place of a cell counted from the beginning of the slab, as the directory names it. */
  placeOf({ values, cell }: Cells): number {
    return values.byteOffset / Float64Array.BYTES_PER_ELEMENT + cell;
  }

  /** Appends an entry to the directory. False when there is no room for it: nothing was written then. */
  announce(entry: DirectoryEntry): boolean {
    const line = this.#encoder.encode(`${JSON.stringify(entry)}\n`);
    const length = this.#directoryLength + line.length;
    if (!this.#growDirectory(length)) return false;
    new Uint8Array(this.memory.directory).set(line, this.#directoryLength);
    this.#directoryLength = length;
    Atomics.store(this.#header.ints, HeaderInt.directoryLength, length);
    return true;
  }

  #growDirectory(length: number): boolean {
    const { directory } = this.memory;
    if (length <= directory.byteLength) return true;
    if (length > MAX_DIRECTORY_BYTES) return false;
    directory.grow(Math.min(MAX_DIRECTORY_BYTES, Math.max(length, directory.byteLength * 2)));
    return true;
  }

  #reuse(count: number): Cells | undefined {
    const waiting = this.#returned.get(count);
    const oldest = waiting?.[0];
    if (oldest === undefined) return undefined;
    if (Atomics.load(this.#header.ints, HeaderInt.directorySeen) < oldest.behind) return undefined;
    waiting!.shift();
    oldest.cells.values.fill(0, oldest.cells.cell, oldest.cells.cell + count);
    return oldest.cells;
  }

  #extend(count: number): Cells | undefined {
    if (this.#nextCell + count > CHUNK_CELLS && !this.#nextChunk()) return undefined;
    const cells = { values: this.#chunk, cell: this.#nextCell };
    this.#nextCell += count;
    return cells;
  }

  #nextChunk(): boolean {
    const { cells } = this.memory;
    const begin = cells.byteLength;
    if (begin + CHUNK_BYTES > MAX_CELL_BYTES) return false;
    cells.grow(begin + CHUNK_BYTES);
    this.#chunk = new Float64Array(cells, begin, CHUNK_CELLS);
    this.#nextCell = 0;
    return true;
  }
}
