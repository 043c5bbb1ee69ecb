import type { HistogramDeclaration, MetricDeclaration } from "../../../model/index.ts";
import {
  type Catalogue,
  type Expr,
  metricName,
  type SeriesFacts,
  selectorsOf,
} from "../../../promql/index.ts";
import { isScaled } from "./constant.ts";

/** The numbers that something is meant to be, 0 apart, which may stand for nothing at all, and what says so. */
export interface Meant {
  readonly min: number;
  readonly max: number;
  readonly rule: string;
  readonly cure: string;
}

/** From 2001 to the year 5138, in seconds since 1970. */
export const MOMENT: Meant = {
  min: 1e9,
  max: 1e11,
  rule: "a moment is counted in seconds since 1970",
  cure: "Compare its age, time() - x, with a length of time.",
};

/** What a gauge is meant to be by its name and unit. */
export function ofGauge({ type, name, unit }: MetricDeclaration): Meant | undefined {
  if (type !== "gauge") return undefined;
  if (unit === "bytes") {
    const rule = `${name} is in bytes, of which there is no part`;
    return { min: 1, max: Infinity, rule, cure: "Write the number of bytes." };
  }
  return /_(timestamp|start_time|created)_seconds$/.test(name) ? MOMENT : undefined;
}

/** What a quotient is meant to be by its two sides: a mean, or what is used of what there is. */
export function ofQuotient(left: Expr, right: Expr, catalogue: Catalogue): Meant | undefined {
  if (isScaled(left) || isScaled(right)) return undefined;
  const above = readBy(left, catalogue);
  const below = readBy(right, catalogue);
  return ofMean(above, below) ?? ofLimit(onlyGauge(above), onlyGauge(below));
}

type Read = readonly (SeriesFacts | undefined)[];

/** `rate(x_sum[5m]) / rate(x_count[5m])`. */
function ofMean([summed, ...others]: Read, counted: Read): Meant | undefined {
  const { kind, metric } = summed ?? {};
  if (kind !== "sum" || metric?.type !== "histogram") return undefined;
  const isMean = [summed, ...others].every((facts) => facts?.kind === "sum" && facts.metric === metric);
  const isOfIt = counted.every((facts) => facts?.kind === "count" && facts.metric === metric);
  return isMean && isOfIt ? meanOf(metric) : undefined;
}

function meanOf({ name, buckets, unit }: HistogramDeclaration): Meant {
  const max = Math.max(...buckets);
  const end = unit === "none" ? `${max}` : `${max} ${unit}`;
  const rule = `the largest bucket of ${name} ends at ${end}, and a mean is not meant to be above it`;
  const less = unit === "seconds" ? "Write seconds, 0.5 for 500 ms" : "Compare with less";
  return { min: -Infinity, max, rule, cure: `${less}, or give the histogram larger buckets.` };
}

/** Beyond how many times its limit nothing is meant to be: percent were written for a share. */
const TIMES_ITS_LIMIT = 4;
const USED = /_(used|active|busy|in_use|open)(_bytes)?$/;
const LIMIT = /_(max|limit|capacity|total)(_bytes)?$/;

/** `pool_connections_active / pool_connections_max`, and bytes of so many bytes. */
function ofLimit(used: MetricDeclaration | undefined, limit: MetricDeclaration | undefined) {
  if (used === undefined || limit === undefined || !LIMIT.test(limit.name)) return undefined;
  const isPair = USED.test(used.name) && used.name.replace(USED, "") === limit.name.replace(LIMIT, "");
  if (!isPair && !(used.unit === "bytes" && limit.unit === "bytes")) return undefined;
  const rule = `a share of ${limit.name} is 0 to 1, or little more`;
  return { min: 0, max: TIMES_ITS_LIMIT, rule, cure: "Write a share of 1." };
}

function onlyGauge([only, ...others]: Read): MetricDeclaration | undefined {
  return only?.kind === "gauge" && others.length === 0 ? only.metric : undefined;
}

function readBy(expr: Expr, catalogue: Catalogue): Read {
  return selectorsOf(expr).map((selector) => catalogue(metricName(selector) ?? ""));
}
