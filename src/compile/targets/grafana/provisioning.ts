import type { Monitoring } from "../../../define/index.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";

/** Where Grafana finds the folder `grafana/dashboards`. */
export const DASHBOARDS_PATH = "/var/lib/grafana/dashboards";

/** What Grafana reads when it starts, from `/etc/grafana/provisioning`: which Prometheus there is, and where dashboards are. */
export function provisioning({ service }: Monitoring, stack: Stack): GeneratedFile[] {
  const provider = provisioningFile("dashboards/farol", service, stack, dashboardProvider(service));
  return [provider, ...datasourceFiles(service, stack)];
}

/** Where Grafana finds numbers and, where there is an address for it, traces. */
export function datasourceFiles(service: string, stack: Stack): GeneratedFile[] {
  const sources = [
    prometheusSource(stack),
    ...(stack.tracesUrl === undefined ? [] : [jaegerSource(stack.tracesUrl)]),
  ];
  return sources.map((source) =>
    provisioningFile(`datasources/${source.type}`, service, stack, { apiVersion: 1, datasources: [source] }),
  );
}

function provisioningFile(path: string, service: string, { versions }: Stack, document: object) {
  return {
    path: `grafana/provisioning/${path}.yml`,
    text: yamlFile(service, `Grafana ${versions.grafana}`, document),
  };
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

function prometheusSource({ interval, prometheusUrl, tracesUrl }: Stack) {
  return {
    name: "Prometheus",
    uid: "prometheus",
    type: "prometheus",
    access: "proxy",
    orgId: 1,
    url: prometheusUrl,
    isDefault: true,
    editable: false,
    jsonData: {
      httpMethod: "POST",
      prometheusType: "Prometheus",
      timeInterval: interval,
      // An exemplar leads to its trace.
      ...(tracesUrl !== undefined && {
        exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: TRACES }],
      }),
    },
  };
}

const TRACES = "jaeger";

function jaegerSource(url: string) {
  return {
    name: "Jaeger",
    uid: TRACES,
    type: "jaeger",
    access: "proxy",
    orgId: 1,
    url,
    isDefault: false,
    editable: false,
  };
}
