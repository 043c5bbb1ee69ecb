import { stringify } from "yaml";
import type { Deployed } from "./deployed.ts";
import type { Manifest } from "./manifest.ts";
import type { ScalingMetric } from "./scaling.ts";

/** A pod that is busy for a moment is no reason for another one. */
const WINDOW = "2m";

/**
 * The configuration by which prometheus-adapter serves the metrics that the HorizontalPodAutoscaler asks for. The adapter
 * has one configuration a cluster: where it serves other services too, these rules belong among theirs.
 */
export function prometheusAdapter(
  { name, monitoring, cluster }: Deployed,
  metrics: readonly ScalingMetric[],
): Manifest {
  const rules = metrics.map((metric) => adapterRule(metric, monitoring.service));
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    name: `${name}-prometheus-adapter`,
    namespace: cluster.monitoringNamespace,
    body: { data: { "config.yaml": stringify({ rules }, { lineWidth: 0 }) } },
  };
}

function adapterRule({ name }: ScalingMetric, service: string): object {
  return {
    seriesQuery: `${name}{namespace!="",pod!="",service=${JSON.stringify(service)}}`,
    resources: { overrides: { namespace: { resource: "namespace" }, pod: { resource: "pod" } } },
    metricsQuery: `max by (<<.GroupBy>>) (avg_over_time(<<.Series>>{<<.LabelMatchers>>}[${WINDOW}]))`,
  };
}
