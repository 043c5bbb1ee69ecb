import { type Deployed, podLabels } from "../deployed.ts";
import type { Manifest } from "../manifest.ts";
import { PORT } from "../service-monitor.ts";

/** Where others in the cluster reach the service, at port 80. */
export function network(service: Deployed): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    body: {
      spec: {
        type: "ClusterIP",
        selector: podLabels(service),
        ports: [{ name: PORT, port: 80, targetPort: PORT, protocol: "TCP" }],
      },
    },
  };
}
