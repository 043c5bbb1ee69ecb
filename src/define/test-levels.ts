import type {
  CounterDeclaration,
  GaugeDeclaration,
  HistogramDeclaration,
  LabelDomains,
  Labels,
  LabelValues,
} from "../model/index.ts";

/** What one series shows while a test lasts: a value, or how much is counted in a minute. */
export interface SeriesLevel {
  /** As promtool writes it: `db_up{pool="main"}`. */
  readonly series: string;
  readonly counts: boolean;
  readonly level: number;
}

/** A series' labels: all of its metric's, and the target's where a test needs several. */
export type SeriesLabels<L extends LabelDomains> = LabelValues<L> & {
  readonly job?: string;
  readonly instance?: string;
};

/** A gauge that has a value. */
export function gaugeAt<L extends LabelDomains>(
  metric: GaugeDeclaration<L>,
  labels: SeriesLabels<L>,
  value: number,
): readonly SeriesLevel[] {
  return [{ series: seriesText(metric.name, labels), counts: false, level: value }];
}

/** A counter that goes up by so much each minute. */
export function counterAt<L extends LabelDomains>(
  metric: CounterDeclaration<L>,
  labels: SeriesLabels<L>,
  perMinute: number,
): readonly SeriesLevel[] {
  return [counting(metric.name, labels, perMinute)];
}

/** A histogram of so many observations each minute, all of one value. Those of one series are added up. */
export function histogramAt<L extends LabelDomains>(
  metric: HistogramDeclaration<L>,
  labels: SeriesLabels<L>,
  perMinute: number,
  value: number,
): readonly SeriesLevel[] {
  const buckets = [...metric.buckets, Number.POSITIVE_INFINITY].map((bound) => {
    const le = Number.isFinite(bound) ? String(bound) : "+Inf";
    return counting(`${metric.name}_bucket`, { ...labels, le }, value <= bound ? perMinute : 0);
  });
  return [
    ...buckets,
    counting(`${metric.name}_sum`, labels, perMinute * value),
    counting(`${metric.name}_count`, labels, perMinute),
  ];
}

function counting(name: string, labels: Labels, perMinute: number): SeriesLevel {
  return { series: seriesText(name, labels), counts: true, level: perMinute };
}

function seriesText(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(", ")}}`;
}
