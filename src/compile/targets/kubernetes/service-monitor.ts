import { type Deployed, podLabels } from "./deployed.ts";
import type { Manifest } from "./manifest.ts";

/** The name of the port that metrics are read from. */
export const PORT = "http";

/**
 * What makes the operator's Prometheus scrape the service, so that its series have the labels that expressions read. The
 * operator gives every target the labels `namespace`, `service`, `pod`, `container`, `endpoint`, `job` and `instance`:
 *
 * - `endpoint`, its name of the port, is what requests are told apart by here. It is taken off the target: also where an
 *   administrator overrides `honorLabels`, and from alerts on series that have no endpoint.
 * - `job` and `service` are the service's name, as in `prometheus/prometheus.yml`, whatever the Service is called.
 * - With `honorLabels`, a label of the other names that a service's own metric has stays what it says.
 */
export function serviceMonitor(service: Deployed): Manifest {
  const { monitoring, stack, cluster } = service;
  const relabelings = [
    { action: "labeldrop", regex: "endpoint" },
    ...["job", "service"].map((targetLabel) => ({ targetLabel, replacement: monitoring.service })),
  ];
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    labels: cluster.labels,
    body: {
      spec: {
        selector: { matchLabels: podLabels(service) },
        namespaceSelector: { matchNames: [cluster.namespace] },
        endpoints: [
          { port: PORT, path: "/metrics", interval: stack.interval, honorLabels: true, relabelings },
        ],
      },
    },
  };
}
