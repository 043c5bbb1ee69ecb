import type { Duration } from "./duration.ts";
import type { Expression } from "./expression.ts";
import type { MetricDeclaration } from "./metric.ts";
import type { Place } from "./place.ts";

/** What a panel's numbers are measured in. A ratio is shown in percent, `points` are 0 to 100. */
export const PANEL_UNITS = [
  "seconds",
  "bytes",
  "bytesPerSecond",
  "celsius",
  "ratio",
  "points",
  "count",
  "perSecond",
] as const;
export type PanelUnit = (typeof PANEL_UNITS)[number];

/** Panels that lie side by side on one screen: what somebody looks at to learn how one subject is. */
export interface Dashboard {
  readonly kind: "dashboard";
  /** Where it is found: part of its address, so it stays when the title changes. */
  readonly id: string;
  readonly title: string;
  /** What it answers, in one sentence. */
  readonly description: string;
  /** How often it is read anew. */
  readonly refresh: Duration;
  /** How far back it looks at first. */
  readonly range: Duration;
  readonly variables: readonly DashboardVariable[];
  /** In the order in which they are read: rows from the left. */
  readonly panels: readonly Panel[];
  readonly place: Place;
}

/**
 * What a reader can narrow a dashboard down to: any number of the values that a label has, all at first. In expressions
 * `label=~"$name"` stands for the choice; `pattern` makes a variable a match of `select`.
 */
export interface DashboardVariable {
  readonly kind: "variable";
  readonly name: string;
  readonly title: string;
  readonly metric: MetricDeclaration;
  readonly label: string;
  readonly pattern: string;
  readonly place: Place;
}

/** One question of a panel. */
export interface PanelQuery {
  /** Names it within its panel: a capital letter. */
  readonly id: string;
  readonly expr: Expression;
  /** What its answers are called, with their labels as `{{endpoint}}`; of a table the column's title. */
  readonly legend: string;
  /** Of a table's column, where it is not the panel's. */
  readonly unit?: PanelUnit;
}

/** From which numbers on something is no longer well. `red` under `yellow`: low numbers are the bad ones. */
export interface PanelThresholds {
  readonly yellow: number;
  readonly red: number;
}

interface Shown {
  readonly title: string;
  /** What is seen and what to make of it. */
  readonly description: string;
  readonly queries: readonly PanelQuery[];
  /** Default: what the expressions yield. */
  readonly unit?: PanelUnit;
  /** Default: none, so that no number is called good or bad. */
  readonly thresholds?: PanelThresholds;
  /** What numbers are called that stand for something: `{ 0: "failing", 1: "passing" }`. */
  readonly valueNames?: Readonly<Record<number, string>>;
  /** Of the 24 parts of a row. */
  readonly width: number;
  /** In rows of about 30 pixels. */
  readonly height: number;
  /** Where its upper left corner is. Default: beside the panel before it, or in a new row where that is full. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly place: Place;
}

/** How numbers went over time, each series a line; `stacked` where they are parts of a sum. */
export interface TimeseriesPanel extends Shown {
  readonly kind: "timeseries";
  readonly stacked: boolean;
}

/** The numbers of now, large. */
export interface StatPanel extends Shown {
  readonly kind: "stat";
}

/** The numbers of now on a scale. */
export interface GaugePanel extends Shown {
  readonly kind: "gauge";
  readonly min: number;
  /** Default: it follows from the numbers. */
  readonly max?: number;
}

/** What share each series has of the whole, now. */
export interface PiePanel extends Shown {
  readonly kind: "pie";
}

/** The numbers of now: a row for each set of labels, a column for each query. */
export interface TablePanel extends Shown {
  readonly kind: "table";
  /** The labels that tell rows apart, which are the first columns. */
  readonly rows: readonly string[];
  /** The query whose numbers order the rows, the greatest first. Default: rows are ordered by their labels. */
  readonly orderedBy?: string;
}

/** How observations spread over a histogram's buckets, over time. Its query yields buckets by `le`. */
export interface HeatmapPanel extends Shown {
  readonly kind: "heatmap";
}

/** Which state each series was in over time; `valueNames` says what the numbers are. */
export interface StatesPanel extends Shown {
  readonly kind: "states";
}

export type Panel =
  | TimeseriesPanel
  | StatPanel
  | GaugePanel
  | PiePanel
  | TablePanel
  | HeatmapPanel
  | StatesPanel;

/** Moments that are marked in every dashboard, such as deployments: each time its expression begins to have an answer. */
export interface Mark {
  readonly kind: "mark";
  readonly title: string;
  readonly expr: Expression;
  /** What a moment is called, with labels as `{{version}}`. */
  readonly text: string;
  readonly place: Place;
}
