import type { Deployed } from "../deployed.ts";
import type { Manifest } from "../manifest.ts";
import type { ScalingMetric } from "../scaling.ts";

/** How many pods there are, by what they say themselves of how busy they are: the metric that wants the most decides. */
export function autoscaler({ name, cluster }: Deployed, metrics: readonly ScalingMetric[]): Manifest {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    body: {
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: cluster.replicas.min,
        maxReplicas: cluster.replicas.max,
        metrics: metrics.map((metric) => ({
          type: "Pods",
          pods: {
            metric: { name: metric.name },
            target: { type: "AverageValue", averageValue: String(metric.perPod) },
          },
        })),
      },
    },
  };
}
