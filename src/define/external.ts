import { type MetricDeclaration, unboundedLabel } from "../model/index.ts";
import { gauge } from "./metric.ts";

/**
 * Marks a metric as one that nothing of ours emits: Prometheus itself does, or an exporter. It stands in expressions
 * like any other, is never recorded, and a rule that reads it has no answer but in that Prometheus.
 */
export function external<const D extends MetricDeclaration>(declaration: D): D & { readonly external: true } {
  const marked: D & { readonly external: true } = { ...declaration, external: true };
  return Object.freeze(marked);
}

/** What Prometheus writes of each scrape. `job` and `instance` it adds to all that it scrapes. */
export const up = external(
  gauge({
    name: "up",
    help: "Whether Prometheus could scrape the target: 1, or 0.",
    labels: { job: unboundedLabel, instance: unboundedLabel },
  }),
);
