import { is, list, mapOf, object, type Shape, text, whole } from "../structure.fixture.ts";

// What Kubernetes 1.30 asks of the objects that are written here (its API reference), as far as anything of it is written.

const NAME = text(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
const LABEL_VALUE = text(/^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/);
export const LABELS = mapOf(LABEL_VALUE);
/** A quantity: digits with a suffix. */
const QUANTITY = text(/^\d+(?:\.\d+)?(?:m|[kMGT]|[KMGT]i)?$/);

/** An object of a kind, with what it says. */
export function kind(apiVersion: string, name: string, body: Readonly<Record<string, Shape>>): Shape {
  const metadata = object({ name: NAME, namespace: NAME, labels: LABELS });
  return object({ apiVersion: is(apiVersion), kind: is(name), metadata, ...body });
}

const SELECTOR = object({ matchLabels: LABELS });
const PROBE = object(
  { httpGet: object({ path: text(/^\//), port: is("http") }) },
  { periodSeconds: whole(1), timeoutSeconds: whole(1), failureThreshold: whole(1) },
);
const VARIABLE = object(
  { name: text(/^[A-Z_]\w*$/) },
  {
    value: text(),
    valueFrom: object({ secretKeyRef: object({ name: NAME, key: text(/^[-.\w]+$/) }) }),
  },
);
const CONTAINER = object({
  name: NAME,
  image: text(/^[\w./:-]+:[\w.-]+$/),
  ports: list(object({ name: NAME, containerPort: whole(1, 65_535) }), 1),
  env: list(VARIABLE),
  startupProbe: PROBE,
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  lifecycle: object({ preStop: object({ sleep: object({ seconds: whole(1) }) }) }),
  resources: object({
    requests: object({ cpu: QUANTITY, memory: QUANTITY }),
    limits: object({ memory: QUANTITY }),
  }),
  securityContext: object({
    allowPrivilegeEscalation: is(false),
    readOnlyRootFilesystem: is(true),
    capabilities: object({ drop: list(is("ALL"), 1) }),
  }),
  volumeMounts: list(object({ name: NAME, mountPath: text(/^\//) })),
});
const POD = object({
  automountServiceAccountToken: is(false),
  securityContext: object({
    runAsNonRoot: is(true),
    runAsUser: whole(1),
    runAsGroup: whole(1),
    fsGroup: whole(1),
    seccompProfile: object({ type: is("RuntimeDefault") }),
  }),
  terminationGracePeriodSeconds: whole(1),
  topologySpreadConstraints: list(
    object({
      maxSkew: whole(1),
      topologyKey: text(),
      whenUnsatisfiable: is("ScheduleAnyway"),
      labelSelector: SELECTOR,
    }),
  ),
  containers: list(CONTAINER, 1),
  volumes: list(object({ name: NAME, emptyDir: object({}) })),
});

export const CORE_OBJECTS: Readonly<Record<string, Shape>> = {
  ConfigMap: kind("v1", "ConfigMap", { data: mapOf(text()) }),
  Service: kind("v1", "Service", {
    spec: object({
      type: is("ClusterIP"),
      selector: LABELS,
      ports: list(
        object({ name: NAME, port: whole(1, 65_535), targetPort: is("http"), protocol: is("TCP") }),
        1,
      ),
    }),
  }),
  Deployment: kind("apps/v1", "Deployment", {
    spec: object(
      {
        selector: SELECTOR,
        strategy: object({
          type: is("RollingUpdate"),
          rollingUpdate: object({ maxUnavailable: whole(), maxSurge: whole(1) }),
        }),
        template: object({ metadata: object({ labels: LABELS }), spec: POD }),
      },
      { replicas: whole(1) },
    ),
  }),
  HorizontalPodAutoscaler: kind("autoscaling/v2", "HorizontalPodAutoscaler", {
    spec: object({
      scaleTargetRef: object({ apiVersion: is("apps/v1"), kind: is("Deployment"), name: NAME }),
      minReplicas: whole(1),
      maxReplicas: whole(1),
      metrics: list(
        object({
          type: is("Pods"),
          pods: object({
            metric: object({ name: text(/^\w+$/) }),
            target: object({ type: is("AverageValue"), averageValue: QUANTITY }),
          }),
        }),
        1,
      ),
    }),
  }),
  PodDisruptionBudget: kind("policy/v1", "PodDisruptionBudget", {
    spec: object({ maxUnavailable: whole(1), selector: SELECTOR }),
  }),
};
