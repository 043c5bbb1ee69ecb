import type { Asked } from "../queries.ts";

/** What one kind of panel says to Grafana beyond what all say. */
export interface Drawn {
  /** The name of Grafana's panel. */
  readonly type: string;
  readonly asked: Asked;
  readonly options: object;
  /** Beside unit and thresholds. Default: none. */
  readonly defaults?: object;
  readonly overrides?: readonly object[];
  readonly transformations?: readonly object[];
}

/** The last number of each series. */
export const LAST = { calcs: ["lastNotNull"], fields: "", values: false } as const;
