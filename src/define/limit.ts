import type { Duration, HistogramDeclaration } from "../model/index.ts";

/** How long something lasts until its alert fires. */
export interface Patience {
  readonly for: Duration;
}

/** From which number on, and for how long, an alert fires. */
export interface Limit extends Patience {
  /** In the unit of what it limits: a ratio, seconds, bytes, or how many times something. */
  readonly threshold: number;
}

/** What a service wants otherwise of limits, by their alerts' names: `{ DatabaseDown: { for: "2m" } }`. */
export type LimitChanges<L> = { readonly [Name in keyof L]?: Partial<L[Name]> };

/** Limits, with changes: what is not changed stays. */
export function withLimits<L extends { readonly [Name in keyof L]: Patience }>(
  standard: L,
  changes: LimitChanges<L> = {},
): L {
  const names = Object.keys(standard) as (keyof L)[];
  const changed = names.map((name) => [name, { ...standard[name], ...changes[name] }]);
  return Object.fromEntries(changed) as L;
}

/** Where an alert is tested: it fires here, and there it is silent. */
export interface TestBounds {
  readonly firesAt: number;
  readonly silentAt: number;
}

/**
 * Where an alert that fires above a threshold is tested.
 * @param margin how far from it, as a share of it
 */
export function above(threshold: number, margin = 0.02): TestBounds {
  return { firesAt: rounded(threshold * (1 + margin)), silentAt: rounded(threshold * (1 - margin)) };
}

/** Where an alert that fires below a threshold is tested. */
export function below(threshold: number, margin = 0.02): TestBounds {
  const { firesAt, silentAt } = above(threshold, margin);
  return { firesAt: silentAt, silentAt: firesAt };
}

/**
 * Where an alert is tested that fires when a percentile of a histogram is above a threshold: in the next bucket up and
 * the next one down, since of an observation only its bucket is known.
 */
export function aboveInBuckets({ buckets }: HistogramDeclaration, threshold: number): TestBounds {
  const firesAt = (buckets.find((bound) => bound >= threshold) ?? threshold) * 1.1;
  const silentAt = (buckets.findLast((bound) => bound <= threshold) ?? threshold) * 0.9;
  return { firesAt: rounded(firesAt), silentAt: rounded(silentAt) };
}

/** `0.05` to `5 %`. */
export function percentText(ratio: number): string {
  return `${rounded(ratio * 100)} %`;
}

/** `0.5` to `500 ms`, `2` to `2 s`. */
export function secondsText(seconds: number): string {
  return seconds < 1 ? `${rounded(seconds * 1000)} ms` : `${rounded(seconds)} s`;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** `512` to `512 B`, `1048576` to `1 MiB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(Math.max(0, Math.floor(Math.log2(bytes) / 10)), BYTE_UNITS.length - 1);
  return `${rounded(bytes / 1024 ** power)} ${BYTE_UNITS[power]}`;
}

function rounded(number: number): number {
  return Number(number.toPrecision(6));
}
