import type { KubernetesStack } from "../../../kubernetes-stack.ts";
import type { Deployed } from "../deployed.ts";
import { PORT } from "../service-monitor.ts";
import { volumeMounts } from "./volumes.ts";

/** The service itself. */
export function container({ name, cluster }: Deployed) {
  const { image = `${name}:latest`, port, resources, shutdown } = cluster;
  return {
    name,
    image,
    ports: [{ name: PORT, containerPort: port }],
    env: environment(name, cluster),
    ...PROBES,
    // While it sleeps, whoever balances load learns that the pod goes; the signal comes after that.
    lifecycle: { preStop: { sleep: { seconds: shutdown.delaySeconds } } },
    resources: {
      requests: { cpu: resources.cpu, memory: resources.memory },
      // A limit of processor time would stop the event loop for most of each 100 ms once it is used up.
      limits: { memory: resources.memory },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: volumeMounts(cluster),
  };
}

/**
 * Through the application's port: the engine's own answers to this machine only. A blocked application does not answer
 * there, which is what a probe takes for no as well.
 */
const PROBES = {
  startupProbe: { httpGet: get("/health/live"), periodSeconds: 2, failureThreshold: 60 },
  livenessProbe: { httpGet: get("/health/live"), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  readinessProbe: { httpGet: get("/health/ready"), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
};

function get(path: string) {
  return { path, port: PORT };
}

function environment(secretName: string, { env, secretEnv }: KubernetesStack): object[] {
  return [
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ...secretEnv.map((name) => ({ name, valueFrom: { secretKeyRef: { name: secretName, key: name } } })),
  ];
}
