import { counter, gauge } from "../../define/index.ts";
import { type LabelDomains, type MetricDeclaration, RECORDING_FAULTS } from "../../model/index.ts";
import type { Census } from "../slab/census.ts";
import { LOG_FAULTS, type LogNumbers } from "../store/log/index.ts";
import { ALERTING_METRICS, type AlertingNumbers, readingsOf } from "./alerting-metrics.ts";

/** Numbers that there is room for. */
const MAX_CELLS = 1024;

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
const logBytes = gauge({
  name: "farol_store_log_bytes",
  help: "What the history that outlives the process takes on disk, by kind of file.",
  unit: "bytes",
  labels: { file: ["segment", "snapshot"] },
});
const logErrors = counter({
  name: "farol_store_log_errors_total",
  help: "Attempts to write or read history on disk that failed, by reason.",
  labels: { reason: LOG_FAULTS },
});
const tornRecords = counter({
  name: "farol_store_torn_records_total",
  help: "Ticks that were cut off at the start, since the process or the machine had stopped while they were written.",
});

const OWN_METRICS: readonly MetricDeclaration[] = [
  recordingFaults,
  ticks,
  missedTicks,
  tickDuration,
  series,
  scrapes,
  logBytes,
  logErrors,
  tornRecords,
];

/** What Farol says about itself; of alerting only where rules are evaluated. */
export const ENGINE_METRICS: readonly MetricDeclaration[] = [...OWN_METRICS, ...ALERTING_METRICS];

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
  readonly #cells = new Float64Array(MAX_CELLS);
  readonly #sources: (() => number)[] = [];
  readonly #member: ReturnType<Census["join"]>;
  /** Reads what rules and receivers have done; once a refresh. */
  #refreshAlerting: () => void = () => {};

  /** `log`: what outlives the process counts. Default: nothing does. */
  constructor(
    census: Census,
    faults: (kind: (typeof RECORDING_FAULTS)[number]) => number,
    log: () => LogNumbers | undefined = () => undefined,
  ) {
    const { numbers } = this;
    this.#member = census.join({ threadId: -1, chunkOf: () => this.#cells });
    for (const declaration of OWN_METRICS) this.#declare(declaration);
    for (const kind of RECORDING_FAULTS) this.#add(recordingFaults, [kind], () => faults(kind));
    this.#add(ticks, [], () => numbers.ticks);
    this.#add(missedTicks, [], () => numbers.missedTicks);
    this.#add(tickDuration, [], () => numbers.tickDurationSeconds);
    this.#add(series, [], () => census.families.reduce((sum, family) => sum + family.series.length, 0));
    this.#add(scrapes, [], () => numbers.scrapes);
    this.#add(logBytes, ["segment"], () => log()?.segmentBytes ?? 0);
    this.#add(logBytes, ["snapshot"], () => log()?.snapshotBytes ?? 0);
    for (const reason of LOG_FAULTS) this.#add(logErrors, [reason], () => log()?.errors.get(reason) ?? 0);
    this.#add(tornRecords, [], () => log()?.tornRecords ?? 0);
  }

  /** Rules are evaluated from now on, and these receivers told. */
  watchAlerting(receivers: readonly string[], numbers: () => AlertingNumbers): void {
    for (const declaration of ALERTING_METRICS) this.#declare(declaration);
    let latest = numbers();
    this.#refreshAlerting = () => {
      latest = numbers();
    };
    for (const { metric, values, read } of readingsOf(receivers))
      this.#add(metric, values, () => read(latest));
  }

  /** Brings the cells up to date; before they are read. */
  refresh(): void {
    this.#refreshAlerting();
    this.#sources.forEach((source, cell) => {
      this.#cells[cell] = source();
    });
  }

  #declare(declaration: MetricDeclaration): void {
    const { name, type, help, unit, labels } = declaration;
    const entry = { name, type, help, unit, labels: Object.keys(labels as LabelDomains) };
    const metric = ENGINE_METRICS.indexOf(declaration);
    this.#member.take({ kind: "metric", metric, ...entry, buckets: [], exemplars: false, expires: false });
  }

  #add(declaration: MetricDeclaration, values: readonly string[], source: () => number): void {
    if (this.#sources.length === MAX_CELLS) return;
    const metric = ENGINE_METRICS.indexOf(declaration);
    this.#member.take({ kind: "series", metric, cell: this.#sources.length, values });
    this.#sources.push(source);
  }
}
