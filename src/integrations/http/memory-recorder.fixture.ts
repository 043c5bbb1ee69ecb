import { EventEmitter, on } from "node:events";
import {
  type Counter,
  type CounterDeclaration,
  type Gauge,
  type GaugeDeclaration,
  type Histogram,
  type HistogramDeclaration,
  type LabelDomains,
  type Labels,
  labelsKey,
  type MetricDeclaration,
  type Recorder,
  type RecordingFault,
} from "../../model/index.ts";

/** What one series has taken. */
class MemorySeries {
  value = 0;
  readonly observations: number[] = [];
  readonly traceIds: string[] = [];
  readonly #written: () => void;

  constructor(written: () => void) {
    this.#written = written;
  }

  inc(by = 1): void {
    this.add(by);
  }

  add(by = 1): void {
    this.set(this.value + by);
  }

  set(value: number): void {
    this.value = value;
    this.#written();
  }

  observe(value: number): void {
    this.observations.push(value);
    this.#written();
  }

  observeTraced(value: number, traceId: string): void {
    this.traceIds.push(traceId);
    this.observe(value);
  }
}

/** A recorder that remembers everything and says when something was written. */
export class MemoryRecorder implements Recorder {
  readonly faults: RecordingFault[] = [];
  readonly #series = new Map<string, MemorySeries>();
  readonly #writes = new EventEmitter();

  counter<L extends LabelDomains>(declaration: CounterDeclaration<L>): Counter<L> {
    return this.#instrument(declaration) as unknown as Counter<L>;
  }

  gauge<L extends LabelDomains>(declaration: GaugeDeclaration<L>): Gauge<L> {
    return this.#instrument(declaration) as unknown as Gauge<L>;
  }

  histogram<L extends LabelDomains>(declaration: HistogramDeclaration<L>): Histogram<L> {
    return this.#instrument(declaration) as unknown as Histogram<L>;
  }

  fault(kind: RecordingFault): void {
    this.faults.push(kind);
  }

  /** The series of these labels, when somebody has asked for it. */
  read({ name }: MetricDeclaration, labels: Labels = {}): MemorySeries | undefined {
    return this.#series.get(labelsKey(name, labels));
  }

  /** The label sets of a metric. */
  labelsOf({ name }: MetricDeclaration): Labels[] {
    const keys = [...this.#series.keys()].map((key) => JSON.parse(key) as [string, [string, string][]]);
    return keys.filter(([metric]) => metric === name).map(([, pairs]) => Object.fromEntries(pairs));
  }

  /** Resolves as soon as the condition holds, which is asked after each write. */
  async until(holds: () => boolean): Promise<void> {
    const writes = on(this.#writes, "write");
    while (!holds()) await writes.next();
    await writes.return?.();
  }

  #instrument({ name, labels }: MetricDeclaration): MemorySeries | { series(labels: Labels): MemorySeries } {
    if (Object.keys(labels).length === 0) return this.#find(name, {});
    return { series: (values) => this.#find(name, values) };
  }

  #find(name: string, labels: Labels): MemorySeries {
    const key = labelsKey(name, labels);
    const series = this.#series.get(key) ?? new MemorySeries(() => this.#writes.emit("write"));
    this.#series.set(key, series);
    return series;
  }
}
