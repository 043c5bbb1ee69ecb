import { FarolError, type MetricDeclaration } from "../../../model/index.ts";
import type { Deployed } from "./deployed.ts";

/** A gauge of the service that says how busy a pod is. */
export interface ScalingMetric {
  readonly name: string;
  /** What it shall be at in the average pod. */
  readonly perPod: number;
}

const BY_DEFAULT = { name: "nodejs_eventloop_utilization_ratio", perPod: 0.6 };

/**
 * What the number of pods depends on; nothing where nothing was chosen and the event loop is not measured.
 * @throws FarolError FAROL_KUBERNETES for what is no gauge of the monitoring
 */
export function scalingMetrics({ monitoring, cluster }: Deployed): ScalingMetric[] {
  const isGauge = ({ name }: ScalingMetric) =>
    monitoring.metrics.some((metric) => metric.name === name && metric.type === "gauge");
  if (cluster.scaleOn === undefined) return [BY_DEFAULT].filter(isGauge);
  const chosen = Object.entries(cluster.scaleOn).map(([name, perPod]) => ({ name, perPod }));
  const wrong = chosen.find((one) => !isGauge(one) || !(one.perPod > 0));
  if (wrong === undefined) return chosen;
  throw refused(wrong, monitoring.metrics);
}

function refused({ name, perPod }: ScalingMetric, metrics: readonly MetricDeclaration[]): FarolError {
  const gauges = metrics.filter(({ type }) => type === "gauge").map((metric) => metric.name);
  return new FarolError({
    code: "FAROL_KUBERNETES",
    found: `${name} at ${perPod} in scaleOn`,
    rule: "pods are added by a gauge that the service has, at a number above 0",
    cure: `Choose one of ${gauges.sort().join(", ")}.`,
  });
}
