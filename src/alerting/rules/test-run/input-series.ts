import type { Labels, TestSeries } from "../../../model/index.ts";
import { readPoints, readSeries, type ScriptPoint } from "../../../promql/index.ts";
import type { TickOverlay } from "../tick-overlay.ts";
import type { ReplayedStore } from "./replayed-store.ts";

/** A series that is given to a test. */
export class InputSeries {
  readonly #name: string;
  readonly #labels: Labels;
  readonly #points: readonly ScriptPoint[];

  /** @throws Error for what is no series in promtool's notation, and for native histograms */
  constructor({ series, values }: TestSeries) {
    const { __name__: name = "", ...labels } = readSeries(series).metric;
    this.#name = name;
    this.#labels = labels;
    this.#points = readPoints(values);
    if (this.#points.includes("histogram")) throw new Error(`"${values}" holds a native histogram`);
  }

  /** Puts a sample of it into the store, or into the tick that it is of. */
  load(index: number, timestampMs: number, store: ReplayedStore, tick: TickOverlay | undefined): void {
    const point = this.#points[index] ?? "gap";
    if (point === "gap") return;
    const id = store.series(this.#name, this.#labels);
    const value = point === "stale" ? "ended" : (point as number);
    if (tick === undefined) store.append([{ id, timestampMs, value }]);
    else if (value === "ended") tick.end(id, this.#name, this.#labels, timestampMs);
    else tick.append(this.#name, this.#labels, timestampMs, value);
  }
}
