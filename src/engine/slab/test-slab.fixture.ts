import {
  CHUNK_BYTES,
  CHUNK_CELLS,
  cellsOf,
  type DirectoryEntry,
  EXEMPLAR_CELLS,
  exemplarCheck,
  HEADER_BYTES,
  HeaderFloat,
  HeaderInt,
  headerViews,
  LIFECYCLE,
  type Lifecycle,
  type MetricEntry,
  RECORDING_FAULTS,
  type RecordingFault,
  type SlabMemory,
} from "../../model/index.ts";

type Declaration = Pick<MetricEntry, "name" | "type"> & Partial<Omit<MetricEntry, "kind" | "metric">>;

/** One series' cells, to be written as a thread would. */
export interface TestCells {
  readonly cell: number;
  /** The cells themselves, from the series' first. */
  readonly cells: Float64Array;
}

/** Writes a slab as an observed thread does, as far as model/slab.ts says and no further. */
export class TestSlab {
  readonly memory: SlabMemory;
  readonly #header;
  readonly #metrics: MetricEntry[] = [];
  #nextCell = 0;
  #length = 0;

  constructor(threadId = 0) {
    this.memory = {
      threadId,
      header: new SharedArrayBuffer(HEADER_BYTES),
      cells: new SharedArrayBuffer(CHUNK_BYTES, { maxByteLength: 64 * CHUNK_BYTES }),
      directory: new SharedArrayBuffer(1024, { maxByteLength: 64 * 1024 * 1024 }),
    };
    this.#header = headerViews(this.memory.header);
  }

  get directoryLength(): number {
    return this.#length;
  }

  get directorySeen(): number {
    return Atomics.load(this.#header.ints, HeaderInt.directorySeen);
  }

  /** Returns the metric's number. */
  metric(declaration: Declaration): number {
    const metric = this.#metrics.length;
    const rest = { help: "", unit: "none", labels: [], buckets: [], exemplars: false, expires: true };
    const entry: MetricEntry = { ...rest, ...declaration, kind: "metric", metric };
    this.#metrics.push(entry);
    this.append(entry);
    return metric;
  }

  series(metric: number, values: readonly string[] = []): TestCells {
    const { type, buckets, exemplars } = this.#metrics[metric]!;
    const size = cellsOf(type, buckets.length, exemplars);
    const room = CHUNK_CELLS - (this.#nextCell % CHUNK_CELLS);
    if (room < size) this.#nextCell += room;
    const cell = this.#nextCell;
    this.#nextCell += size;
    const bytes = Math.ceil(this.#nextCell / CHUNK_CELLS) * CHUNK_BYTES;
    if (bytes > this.memory.cells.byteLength) this.memory.cells.grow(bytes);
    this.append({ kind: "series", metric, cell, values });
    return { cell, cells: new Float64Array(this.memory.cells, cell * 8, size) };
  }

  /** A metric with one series. */
  single(declaration: Declaration, ...values: string[]): TestCells {
    return this.series(this.metric(declaration), values);
  }

  free({ cell }: TestCells): void {
    this.append({ kind: "freed", cell });
  }

  append(entry: DirectoryEntry): void {
    const line = new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
    const { directory } = this.memory;
    while (this.#length + line.length > directory.byteLength) directory.grow(directory.byteLength * 2);
    new Uint8Array(directory).set(line, this.#length);
    this.#length += line.length;
    Atomics.store(this.#header.ints, HeaderInt.directoryLength, this.#length);
  }

  exemplar({ cells }: TestCells, bounds: number, bucket: number, exemplar: readonly number[]): void {
    const [value, timestampMs, a, b, c, d] = exemplar as [number, number, number, number, number, number];
    const check = exemplarCheck(timestampMs, a, b, c, d);
    cells.set([value, timestampMs, a, b, c, d, check], bounds + 2 + bucket * EXEMPLAR_CELLS);
  }

  fault(kind: RecordingFault): void {
    this.#header.floats[HeaderFloat.faults + RECORDING_FAULTS.indexOf(kind)]! += 1;
  }

  pulse(nowMs: number): void {
    this.#header.floats[HeaderFloat.pulseMs] = nowMs;
  }

  lifecycle(state: Lifecycle): void {
    Atomics.store(this.#header.ints, HeaderInt.lifecycle, LIFECYCLE.indexOf(state));
  }

  end(): void {
    Atomics.store(this.#header.ints, HeaderInt.ended, 1);
  }
}
