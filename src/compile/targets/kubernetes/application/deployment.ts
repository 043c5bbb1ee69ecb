import { type Deployed, podLabels } from "../deployed.ts";
import type { Manifest } from "../manifest.ts";
import { container } from "./container.ts";
import { volumes } from "./volumes.ts";

/** The user that Node's own images have: `runAsNonRoot` wants one by number. */
const USER = 1000;

/**
 * The pods of the service. How many there are is the autoscaler's matter, so that applying this anew does not undo it,
 * unless there is none.
 */
export function deployment(service: Deployed, isScaled: boolean): Manifest {
  const { cluster } = service;
  const matchLabels = podLabels(service);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    body: {
      spec: {
        ...(!isScaled && { replicas: cluster.replicas.min }),
        selector: { matchLabels },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: { metadata: { labels: matchLabels }, spec: podSpec(service, matchLabels) },
      },
    },
  };
}

function podSpec(service: Deployed, matchLabels: object) {
  const { cluster } = service;
  return {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: "RuntimeDefault" },
    },
    terminationGracePeriodSeconds: cluster.shutdown.limitSeconds,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels },
      },
    ],
    containers: [container(service)],
    volumes: volumes(cluster),
  };
}
