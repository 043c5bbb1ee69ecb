import type { Line } from "../charts/line.ts";
import type { Unit } from "../charts/units.ts";

export const SECTIONS = ["HTTP", "Database", "Runtime"] as const;

/** A chart of the page: what is asked, and what its lines are called. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly section: (typeof SECTIONS)[number];
  readonly unit: Unit;
  /** The unit of lines on the right axis. Default: none are. */
  readonly rightUnit?: Unit;
  readonly queries: readonly Query[];
  /** How many lines are shown, the busiest ones; the rest is summed in one. Default: all. */
  readonly most?: number;
  /** Why there is nothing when none of the metrics exists; completes "No data yet: …". */
  readonly absent: string;
  /** Why there is nothing when they exist; completes "Nothing in this range: …". */
  readonly empty: string;
}

export interface Query extends Pick<Line, "axis" | "dashed"> {
  /** In PromQL; see `filledIn` for what begins with `$`. */
  readonly expr: string;
  /** What the line is called. `{{label}}` stands for a label's value: then there is a line for each. */
  readonly legend: string;
}
