import { ruleGroups } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import type { Routing } from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import { secretKey, secretPaths } from "../alertmanager/secret-files.ts";
import { DASHBOARDS_PATH } from "../grafana/provisioning.ts";
import { imageOf } from "./images.ts";
import { HOST } from "./inside.ts";

/** Pages are for this machine only: none of the programs asks who is there. */
function published(...ports: readonly number[]): string[] {
  return ports.map((port) => `127.0.0.1:${port}:${port}`);
}

/** A file or folder that was generated; Compose would make a folder of one that is missing. */
function generated(source: string, target: string): object {
  return { type: "bind", source, target, read_only: true, bind: { create_host_path: false } };
}

/** What the program keeps, in a volume of its name. */
function kept(source: string, target: string): object {
  return { type: "volume", source, target };
}

/** All of the images have busybox' wget. */
function healthy(path: string): object {
  return {
    test: ["CMD", "wget", "-q", "--spider", `http://127.0.0.1:${path}`],
    interval: "10s",
    timeout: "3s",
    retries: 6,
    start_period: "10s",
  };
}

export function prometheusService(
  monitoring: Monitoring,
  { versions, retention, prometheusFeatures }: Stack,
) {
  const hasRules = ruleGroups(monitoring).length > 0;
  return {
    image: imageOf("prometheus", versions),
    command: [
      "--config.file=/etc/prometheus/prometheus.yml",
      "--storage.tsdb.path=/prometheus",
      `--storage.tsdb.retention.time=${retention}`,
      `--enable-feature=${["exemplar-storage", ...prometheusFeatures].join(",")}`,
      "--web.external-url=http://localhost:9090/",
    ],
    ports: published(9090),
    volumes: [
      generated("./prometheus.yml", "/etc/prometheus/prometheus.yml"),
      ...(hasRules ? [generated("../prometheus/rules", "/etc/prometheus/rules")] : []),
      kept("prometheus", "/prometheus"),
    ],
    // Docker on Linux has no such name by itself.
    extra_hosts: [`${HOST}:host-gateway`],
    healthcheck: healthy("9090/-/ready"),
    restart: "unless-stopped",
  };
}

export function alertmanagerService(routing: Routing, { versions }: Stack) {
  return {
    image: imageOf("alertmanager", versions),
    command: [
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      "--web.external-url=http://localhost:9093/",
    ],
    ports: published(9093),
    volumes: [
      generated("../alertmanager/alertmanager.yml", "/etc/alertmanager/alertmanager.yml"),
      generated("../alertmanager/templates", "/etc/alertmanager/templates"),
      kept("alertmanager", "/alertmanager"),
    ],
    extra_hosts: [`${HOST}:host-gateway`],
    secrets: secretPaths(routing).map((target) => ({ source: secretKey(target, routing), target })),
    healthcheck: healthy("9093/-/ready"),
    restart: "unless-stopped",
  };
}

export function grafanaService({ dashboards }: Monitoring, { versions }: Stack) {
  return {
    image: imageOf("grafana", versions),
    environment: {
      GF_AUTH_ANONYMOUS_ENABLED: "true",
      GF_AUTH_ANONYMOUS_ORG_ROLE: "Viewer",
      GF_ANALYTICS_REPORTING_ENABLED: "false",
    },
    ports: published(3000),
    volumes: [
      generated("./grafana/provisioning/datasources", "/etc/grafana/provisioning/datasources"),
      generated("../grafana/provisioning/dashboards", "/etc/grafana/provisioning/dashboards"),
      ...(dashboards.length > 0 ? [generated("../grafana/dashboards", DASHBOARDS_PATH)] : []),
      kept("grafana", "/var/lib/grafana"),
    ],
    depends_on: { prometheus: { condition: "service_healthy" } },
    healthcheck: healthy("3000/api/health"),
    restart: "unless-stopped",
  };
}

/** Keeps the last traces in memory. 4317 takes OTLP over gRPC, 4318 over HTTP, 16686 is its page. */
export function jaegerService({ versions }: Stack) {
  return {
    image: imageOf("jaeger", versions),
    ports: published(4317, 4318, 16686),
    healthcheck: healthy("13133/status"),
    restart: "unless-stopped",
  };
}
