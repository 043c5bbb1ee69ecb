import type { Monitoring } from "../../../define/index.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";

/** Where Grafana finds the folder `grafana/dashboards`. */
export const DASHBOARDS_PATH = "/var/lib/grafana/dashboards";

/** What Grafana reads when it starts, from `/etc/grafana/provisioning`: which Prometheus there is, and where dashboards are. */
export function provisioning({ service }: Monitoring, stack: Stack): GeneratedFile[] {
  const program = `Grafana ${stack.versions.grafana}`;
  const file = (path: string, document: object) => ({
    path: `grafana/provisioning/${path}.yml`,
    text: yamlFile(service, program, document),
  });
  return [
    file("dashboards/farol", dashboardProvider(service)),
    file("datasources/prometheus", prometheusSource(stack)),
  ];
}

function dashboardProvider(service: string) {
  const provider = {
    name: "farol",
    orgId: 1,
    folder: service,
    type: "file",
    disableDeletion: true,
    allowUiUpdates: false,
    updateIntervalSeconds: 30,
    options: { path: DASHBOARDS_PATH, foldersFromFilesStructure: false },
  };
  return { apiVersion: 1, providers: [provider] };
}

function prometheusSource({ interval, prometheusUrl }: Stack) {
  const source = {
    name: "Prometheus",
    uid: "prometheus",
    type: "prometheus",
    access: "proxy",
    orgId: 1,
    url: prometheusUrl,
    isDefault: true,
    editable: false,
    jsonData: { httpMethod: "POST", prometheusType: "Prometheus", timeInterval: interval },
  };
  return { apiVersion: 1, datasources: [source] };
}
