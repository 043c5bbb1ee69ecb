import { counter, gauge } from "../../define/index.ts";
import { type LabelDomains, type MetricDeclaration, RECORDING_FAULTS } from "../../model/index.ts";
import type { Census } from "../slab/census.ts";

const recordingFaults = counter({
  name: "farol_recording_faults_total",
  help: "Observations that could not be recorded as given, by reason.",
  labels: { kind: RECORDING_FAULTS },
});
const ticks = counter({ name: "farol_engine_ticks_total", help: "Ticks at which all series were sampled." });
const missedTicks = counter({
  name: "farol_engine_missed_ticks_total",
  help: "Ticks that were left out because the engine was late.",
});
const tickDuration = gauge({
  name: "farol_engine_tick_duration_seconds",
  help: "How long the last tick took the engine.",
});
const series = gauge({ name: "farol_engine_series", help: "Series that the engine samples." });
const scrapes = counter({ name: "farol_scrapes_total", help: "Scrapes of /metrics that were answered." });

/** What Farol says about itself. */
export const ENGINE_METRICS: readonly MetricDeclaration[] = [
  recordingFaults,
  ticks,
  missedTicks,
  tickDuration,
  series,
  scrapes,
];

/** The numbers behind ENGINE_METRICS. */
export interface EngineNumbers {
  ticks: number;
  missedTicks: number;
  tickDurationSeconds: number;
  scrapes: number;
}

/** Puts the engine's own metrics into the census, as one more thread would. */
export class EngineMetrics {
  readonly numbers: EngineNumbers = { ticks: 0, missedTicks: 0, tickDurationSeconds: 0, scrapes: 0 };
  readonly #cells = new Float64Array(64);
  readonly #sources: (() => number)[] = [];

  constructor(census: Census, faults: (kind: (typeof RECORDING_FAULTS)[number]) => number) {
    const { numbers } = this;
    const member = census.join({ threadId: -1, chunkOf: () => this.#cells });
    const add = (declaration: MetricDeclaration, values: readonly string[], source: () => number) => {
      member.take({
        kind: "series",
        metric: ENGINE_METRICS.indexOf(declaration),
        cell: this.#sources.length,
        values,
      });
      this.#sources.push(source);
    };
    ENGINE_METRICS.forEach((declaration, metric) => {
      const { name, type, help, unit, labels } = declaration;
      const entry = { name, type, help, unit, labels: Object.keys(labels as LabelDomains) };
      member.take({ kind: "metric", metric, ...entry, buckets: [], exemplars: false, expires: false });
    });
    for (const kind of RECORDING_FAULTS) add(recordingFaults, [kind], () => faults(kind));
    add(ticks, [], () => numbers.ticks);
    add(missedTicks, [], () => numbers.missedTicks);
    add(tickDuration, [], () => numbers.tickDurationSeconds);
    add(series, [], () => census.families.reduce((sum, family) => sum + family.series.length, 0));
    add(scrapes, [], () => numbers.scrapes);
  }

  /** Brings the cells up to date; before they are read. */
  refresh(): void {
    this.#sources.forEach((source, cell) => {
      this.#cells[cell] = source();
    });
  }
}
