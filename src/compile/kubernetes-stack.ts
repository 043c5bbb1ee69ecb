/** How the service runs in a cluster, and where the programs are that watch it there. */
export interface KubernetesStack {
  /** Where the service runs, its rules and routing with it. Default: default */
  readonly namespace: string;
  /** Where Prometheus, Grafana and prometheus-adapter run. Default: monitoring */
  readonly monitoringNamespace: string;
  /** The labels by which the Prometheus Operator's programs select their objects. Default: release: prometheus */
  readonly labels: Readonly<Record<string, string>>;
  /** Default: the service's name, with the tag `latest` */
  readonly image?: string;
  /** The port that the service listens on, on every address. Default: 8000 */
  readonly port: number;
  /** Variables of its environment. Default: none */
  readonly env: Readonly<Record<string, string>>;
  /** Variables whose values are keys of a Secret that is named after the service. Default: none */
  readonly secretEnv: readonly string[];
  /** Folders that it may write to, each empty when a pod starts; the rest can only be read. Default: /tmp */
  readonly writableFolders: readonly string[];
  /** What is reserved for a pod; of its memory this is the limit, too. Default: half a core, 512Mi */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** The fewest and the most pods. Default: 2 to 10 */
  readonly replicas: { readonly min: number; readonly max: number };
  /**
   * Gauges of the service, by name, and what each shall be at in the average pod: the most demanding one decides how many
   * pods there are. Default: the event loop is busy for 0.6 of the time, where that is measured.
   */
  readonly scaleOn?: Readonly<Record<string, number>>;
  /**
   * For how many seconds a pod still serves after it was taken from its Service, whose clients learn of that late, and how
   * many it has in all until it is killed. Default: 5 of 30
   */
  readonly shutdown: { readonly delaySeconds: number; readonly limitSeconds: number };
}

/** What a service says of it; for the rest the defaults hold. */
export type KubernetesSpec = Partial<KubernetesStack>;

export function defineKubernetes(spec: KubernetesSpec = {}): KubernetesStack {
  return {
    namespace: "default",
    monitoringNamespace: "monitoring",
    labels: { release: "prometheus" },
    port: 8000,
    env: {},
    secretEnv: [],
    writableFolders: ["/tmp"],
    resources: { cpu: "500m", memory: "512Mi" },
    replicas: { min: 2, max: 10 },
    shutdown: { delaySeconds: 5, limitSeconds: 30 },
    ...spec,
  };
}
