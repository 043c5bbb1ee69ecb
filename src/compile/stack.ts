import type { Duration } from "../model/index.ts";
import { defineKubernetes, type KubernetesSpec, type KubernetesStack } from "./kubernetes-stack.ts";
import { DEFAULT_VERSIONS, type Versions } from "./versions.ts";

/** The stack that files are generated for: which versions run there, and where everything is. */
export interface Stack {
  readonly versions: Versions;
  /** Time between two scrapes, and between two evaluations of a rule. Default: 15s */
  readonly interval: Duration;
  /**
   * How long Prometheus keeps samples: its `--storage.tsdb.retention.time`. Default: 31d, since its own of 15d is shorter
   * than objectives of a month.
   */
  readonly retention: Duration;
  /** Where Prometheus finds the service, as `host:port`. Default: localhost:8000 */
  readonly service: readonly string[];
  /** Other jobs that the same Prometheus scrapes. Default: none */
  readonly jobs: readonly string[];
  /** What Prometheus is told to `--enable-feature`, such as `promql-experimental-functions`. Default: none */
  readonly prometheusFeatures: readonly string[];
  /** Where Prometheus finds Alertmanager, as `host:port`. Default: localhost:9093 */
  readonly alertmanagers: readonly string[];
  /** The address of the folder of runbooks. Default: http://localhost:8000/runbooks/ */
  readonly runbooksUrl: string;
  /** The address of Prometheus, as Grafana reaches it. Default: http://localhost:9090/ */
  readonly prometheusUrl: string;
  /** The address of Grafana. Default: http://localhost:3000/ */
  readonly grafanaUrl: string;
  /** The address of Jaeger, as Grafana reaches it. Default: none, and Grafana is given no traces */
  readonly tracesUrl?: string;
  /** How the service runs in a cluster of Kubernetes; `off` for no files of it. */
  readonly kubernetes: KubernetesStack | "off";
  /** Whether there are files of Docker Compose, which starts the rest of the stack beside the service. Default: on */
  readonly compose: "on" | "off";
}

/** What a service says of its stack; for the rest the defaults hold. */
export type StackSpec = Partial<Omit<Stack, "versions" | "kubernetes">> & {
  readonly versions?: Partial<Versions>;
  readonly kubernetes?: KubernetesSpec | "off";
};

/** A whole stack, all on this machine unless said otherwise. */
export function defineStack(spec: StackSpec = {}): Stack {
  return {
    interval: "15s",
    retention: "31d",
    service: ["localhost:8000"],
    jobs: [],
    prometheusFeatures: [],
    alertmanagers: ["localhost:9093"],
    runbooksUrl: "http://localhost:8000/runbooks/",
    prometheusUrl: "http://localhost:9090/",
    grafanaUrl: "http://localhost:3000/",
    compose: "on",
    ...spec,
    kubernetes: spec.kubernetes === "off" ? "off" : defineKubernetes(spec.kubernetes),
    versions: { ...DEFAULT_VERSIONS, ...spec.versions },
  };
}
