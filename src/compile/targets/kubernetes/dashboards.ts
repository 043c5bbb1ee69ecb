import type { GeneratedFile } from "../../target.ts";
import { dashboardFiles } from "../grafana/grafana.ts";
import type { Deployed } from "./deployed.ts";
import { manifestFile } from "./manifest.ts";

/** `kubernetes/dashboards/<id>.yml`: each dashboard as a ConfigMap that Grafana's sidecar loads by its label. */
export function dashboardConfigMaps(service: Deployed): GeneratedFile[] {
  const { name, monitoring, stack, cluster } = service;
  return dashboardFiles(monitoring, stack).map(({ id, text }) =>
    manifestFile(`dashboards/${id}`, `Grafana ${stack.versions.grafana}`, service, {
      apiVersion: "v1",
      kind: "ConfigMap",
      name: `${name}-dashboard-${id}`,
      namespace: cluster.monitoringNamespace,
      labels: { grafana_dashboard: "1" },
      body: { data: { [`${id}.json`]: text } },
    }),
  );
}
