import type { MetricQuery, MetricSeries } from "../api/metric.ts";
import type { Line } from "../charts/line.ts";
import type { Unit } from "../charts/units.ts";

export const SECTIONS = ["HTTP", "Database", "Runtime"] as const;

/** A chart of the page: what is asked, and how the answers become lines. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly section: (typeof SECTIONS)[number];
  readonly unit: Unit;
  /** The unit of lines on the right axis. Default: none are. */
  readonly rightUnit?: Unit;
  readonly sources: readonly Source[];
  /** Why there is nothing when none of the metrics exists; completes "No data yet: …". */
  readonly absent: string;
  /** Why there is nothing when they exist; completes "Nothing in this range: …". */
  readonly empty: string;
}

export interface Source {
  readonly query: MetricQuery;
  readonly lines: (series: readonly MetricSeries[]) => readonly Line[];
}
