import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import type { HistogramSeries, Host } from "../../model/index.ts";
import { GC_KINDS, gcDuration } from "./metrics.ts";

type GcKind = (typeof GC_KINDS)[number];

const KINDS: Readonly<Record<number, GcKind>> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: "major",
  [constants.NODE_PERFORMANCE_GC_MINOR]: "minor",
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: "incremental",
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: "weakcb",
};

/** Records each garbage collection of this thread, until the returned function is called. */
export function observeGarbage({ recorder }: Host): () => void {
  const durations = recorder.histogram(gcDuration);
  const series = Object.fromEntries(GC_KINDS.map((kind) => [kind, durations.series({ kind })])) as Record<
    GcKind,
    HistogramSeries
  >;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind = KINDS[kindOf(entry)];
      if (kind !== undefined) series[kind].observe(entry.duration / 1000);
    }
  });
  observer.observe({ entryTypes: ["gc"] });
  return () => observer.disconnect();
}

/** Node's types leave `detail` open; for entries of type gc it holds the kind (Node's perf_hooks manual). */
function kindOf({ detail }: PerformanceEntry & { detail?: unknown }): number {
  return (detail as { readonly kind: number }).kind;
}
