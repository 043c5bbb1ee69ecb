import {
  type DirectoryEntry,
  HeaderFloat,
  HeaderInt,
  headerViews,
  ManualClock,
  type MetricEntry,
  RECORDING_FAULTS,
  type RecordingFault,
} from "../model/index.ts";
import { ThreadRecorder } from "./recorder.ts";
import { SlabWriter } from "./slab-writer.ts";

/** A recorder on memory of its own, and what a reader of that memory sees. */
export function slabFixture() {
  const clock = new ManualClock(1_000_000);
  const slab = new SlabWriter(7);
  const recorder = new ThreadRecorder(slab, clock);
  const header = headerViews(slab.memory.header);

  const entries = (): DirectoryEntry[] => {
    const length = Atomics.load(header.ints, HeaderInt.directoryLength);
    const bytes = new Uint8Array(slab.memory.directory, 0, length).slice();
    const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line));
  };

  /** The first cell of each living series of a metric, by its label values in JSON. */
  const places = (name: string): Map<string, number> => {
    const metric = entries().find((e): e is MetricEntry => e.kind === "metric" && e.name === name)?.metric;
    const living = new Map<string, number>();
    for (const entry of entries()) {
      if (entry.kind === "series" && entry.metric === metric)
        living.set(JSON.stringify(entry.values), entry.cell);
      if (entry.kind === "freed") forget(living, entry.cell);
    }
    return living;
  };

  return {
    clock,
    slab,
    recorder,
    entries,
    /** The first `count` cells of the series of these label values; undefined when there is none. */
    cells(name: string, values: readonly string[], count = 1): number[] | undefined {
      const place = places(name).get(JSON.stringify(values));
      return place === undefined ? undefined : [...new Float64Array(slab.memory.cells, place * 8, count)];
    },
    /** Label values of all living series. */
    seriesOf: (name: string): string[][] => [...places(name).keys()].map((values) => JSON.parse(values)),
    placeOf: (name: string, values: readonly string[]): number => places(name).get(JSON.stringify(values))!,
    faults: (kind: RecordingFault): number =>
      header.floats[HeaderFloat.faults + RECORDING_FAULTS.indexOf(kind)]!,
    /** Says that the engine has read the whole directory. */
    acknowledge(): void {
      const length = Atomics.load(header.ints, HeaderInt.directoryLength);
      Atomics.store(header.ints, HeaderInt.directorySeen, length);
    },
  };
}

function forget(living: Map<string, number>, freed: number): void {
  for (const [values, cell] of living) if (cell === freed) living.delete(values);
}
