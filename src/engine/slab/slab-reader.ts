import {
  CHUNK_BYTES,
  CHUNK_CELLS,
  type DirectoryEntry,
  HeaderFloat,
  HeaderInt,
  type HeaderViews,
  headerViews,
  LIFECYCLE,
  type Lifecycle,
  RECORDING_FAULTS,
  type RecordingFault,
  type SlabMemory,
} from "../../model/index.ts";

const LINE_FEED = 10;

/** Reads the memory of one thread: its signs of life, its directory, its cells. */
export class SlabReader {
  readonly threadId: number;
  readonly #memory: SlabMemory;
  readonly #header: HeaderViews;
  readonly #chunks: Float64Array[] = [];
  #seen = 0;

  constructor(memory: SlabMemory) {
    this.threadId = memory.threadId;
    this.#memory = memory;
    this.#header = headerViews(memory.header);
  }

  /** Wall time in milliseconds when the thread's event loop last turned; 0 before it first did. */
  get pulseMs(): number {
    return this.#header.floats[HeaderFloat.pulseMs]!;
  }

  get lifecycle(): Lifecycle {
    return LIFECYCLE[Atomics.load(this.#header.ints, HeaderInt.lifecycle)] ?? "starting";
  }

  /** Whether the thread is gone: nothing is written here any more. */
  get ended(): boolean {
    return Atomics.load(this.#header.ints, HeaderInt.ended) === 1;
  }

  faults(kind: RecordingFault): number {
    return this.#header.floats[HeaderFloat.faults + RECORDING_FAULTS.indexOf(kind)]!;
  }

  /** Gives each new entry of the directory to `take`; then lets the thread use the cells again that it freed. */
  readDirectory(take: (entry: DirectoryEntry) => void): void {
    const length = Atomics.load(this.#header.ints, HeaderInt.directoryLength);
    if (length === this.#seen) return;
    // A copy, because neither Buffer's nor TextDecoder's decoding takes shared memory.
    const bytes = Buffer.from(new Uint8Array(this.#memory.directory, this.#seen, length - this.#seen));
    for (let from = 0; from < bytes.length; ) {
      const to = bytes.indexOf(LINE_FEED, from);
      take(JSON.parse(bytes.toString("utf8", from, to)) as DirectoryEntry);
      from = to + 1;
    }
    this.#seen = length;
    Atomics.store(this.#header.ints, HeaderInt.directorySeen, length);
  }

  /** The chunk that holds a cell; the cell's index in it is `cell % CHUNK_CELLS`. */
  chunkOf(cell: number): Float64Array {
    const index = Math.floor(cell / CHUNK_CELLS);
    this.#chunks[index] ??= new Float64Array(this.#memory.cells, index * CHUNK_BYTES, CHUNK_CELLS);
    return this.#chunks[index]!;
  }
}
