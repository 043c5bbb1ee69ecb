import {
  type ApplicationHost,
  type Clock,
  cellsOf,
  type DirectoryEntry,
  type EngineHost,
  HeaderInt,
  headerViews,
  type Labels,
  type MetricEntry,
  systemClock,
} from "../src/model/index.ts";
import { SlabWriter, ThreadRecorder } from "../src/record/index.ts";
import { type RecordedConversation, recordedConversation } from "./recorded-conversation.ts";

/** A line of the log that a test reads. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

/** A host with real memory, for either thread, and what stands in that memory. Nothing was ever deployed. */
export interface RecordedHost extends ApplicationHost, EngineHost {
  readonly engine: RecordedConversation;
  readonly lines: LogLine[];
  /** A counter's or gauge's value; a histogram's number of observations. Undefined when there is no such series. */
  value(name: string, labels?: Labels): number | undefined;
  /** The sum of a histogram's observations. */
  sum(name: string, labels?: Labels): number;
  /** The label sets of all living series of a metric. */
  series(name: string): Labels[];
}

export function recordedHost(clock: Clock = systemClock): RecordedHost {
  const slab = new SlabWriter(0);
  const lines: LogLine[] = [];
  const log = (level: LogLine["level"]) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const cells = (name: string, labels: Labels) => cellsIn(slab, name, labels);
  return {
    recorder: new ThreadRecorder(slab, clock),
    clock,
    logger: { info: log("info"), warn: log("warn"), error: log("error") },
    engine: recordedConversation(),
    build: { version: "1.2.3", revision: "unknown" },
    deployments: { list: () => [], total: () => 0, onRecorded: () => () => {} },
    starts: { list: () => [] },
    debugged: false,
    lines,
    value(name, labels = {}) {
      const { metric, values } = cells(name, labels);
      return metric?.type === "histogram" ? total(values?.slice(0, metric.buckets.length + 1)) : values?.[0];
    },
    sum(name, labels = {}) {
      const { metric, values } = cells(name, labels);
      return values?.[metric!.buckets.length + 1] ?? Number.NaN;
    },
    series: (name) => [...livingSeries(slab, name).living.values()],
  };
}

function cellsIn(slab: SlabWriter, name: string, labels: Labels) {
  const { metric, living } = livingSeries(slab, name);
  const sought = JSON.stringify(metric?.labels.map((label) => labels[label]));
  for (const [cell, found] of living) {
    if (JSON.stringify(Object.values(found)) !== sought) continue;
    const count = cellsOf(metric!.type, metric!.buckets.length, metric!.exemplars);
    return { metric, values: [...new Float64Array(slab.memory.cells, cell * 8, count)] };
  }
  return { metric, values: undefined };
}

function livingSeries(slab: SlabWriter, name: string) {
  const entries = directory(slab);
  const metric = entries.find((it): it is MetricEntry => it.kind === "metric" && it.name === name);
  const living = new Map<number, Labels>();
  for (const entry of entries) {
    if (entry.kind === "freed") living.delete(entry.cell);
    if (entry.kind === "series" && entry.metric === metric?.metric) {
      const pairs = metric.labels.map((label, i) => [label, entry.values[i]!]);
      living.set(entry.cell, Object.fromEntries(pairs));
    }
  }
  return { metric, living };
}

function directory({ memory }: SlabWriter): DirectoryEntry[] {
  const length = Atomics.load(headerViews(memory.header).ints, HeaderInt.directoryLength);
  const bytes = new Uint8Array(memory.directory, 0, length).slice();
  const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

function total(counts: readonly number[] | undefined): number | undefined {
  return counts?.reduce((sum, count) => sum + count, 0);
}
