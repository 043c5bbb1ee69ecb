import type { Window } from "../range/window.ts";

/**
 * An expression as it is asked about a window. `$__rate_interval` and `$__range` stand for what they are in Grafana, and
 * `$service`, last in each selector, for the matcher that picks this service's series.
 */
export function filledIn(expr: string, { startMs, newestMs, rateWindowMs }: Window, matcher: string): string {
  return expr
    .replaceAll("$__rate_interval", duration(rateWindowMs))
    .replaceAll("$__range", duration(newestMs - startMs))
    .replaceAll("$service", () => matcher);
}

/** The metrics that an expression asks about, as their families are called. */
export function metricsOf(expr: string): readonly string[] {
  const names = expr
    .matchAll(/([a-zA-Z_:][\w:]*)\{/g)
    .map(([, name]) => name!.replace(/_(bucket|sum|count)$/, ""));
  return [...new Set(names)];
}

function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
