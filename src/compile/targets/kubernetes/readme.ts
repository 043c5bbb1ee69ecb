import { generatedBy } from "../../generated-by.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile } from "../../target.ts";
import { secretKeys } from "../alertmanager/secret-files.ts";
import { secretName } from "./alertmanager/alertmanager-config.ts";
import type { Deployed } from "./deployed.ts";
import { scalingMetrics } from "./scaling.ts";

/** `kubernetes/README.md`: what has to be there, and in which order all of it is applied. */
export function kubernetesReadme(service: Deployed): GeneratedFile {
  const { monitoring, cluster } = service;
  const selector = Object.entries(cluster.labels).map(([label, value]) => `\`${label}=${value}\``);
  const text = `<!-- ${generatedBy(monitoring.service, "Kubernetes 1.30")} -->
# ${monitoring.service} in Kubernetes

The cluster needs the Prometheus Operator with a Prometheus and an Alertmanager that select objects of the labels ${selector.join(", ")}, Grafana with its sidecar for dashboards${adapterNeeded(service)}.

\`\`\`sh
${commands(service).join("\n")}
\`\`\`

${notes(service)
  .map((note) => `- ${note}`)
  .join("\n")}
`;
  return { path: "kubernetes/README.md", text };
}

function adapterNeeded(service: Deployed): string {
  return scalingMetrics(service).length > 0 ? ", and prometheus-adapter" : "";
}

/** Run in this folder. */
function commands({ name, monitoring, cluster }: Deployed): string[] {
  const literals = cluster.secretEnv.map((variable) => `--from-literal=${variable}=…`);
  const files = secretKeys(monitoring.routing).map((key) => `--from-file=${key}=…`);
  const secrets = [
    { of: name, from: literals },
    { of: secretName(name), from: files },
  ].filter(({ from }) => from.length > 0);
  const create = `kubectl --namespace ${cluster.namespace} create secret generic`;
  return [
    ...secrets.map(({ of, from }) => [`${create} ${of}`, ...from].join(" \\\n  ")),
    "kubectl apply --server-side --recursive --filename .",
  ];
}

function notes(service: Deployed): string[] {
  const { name, monitoring, stack, cluster } = service;
  const found = [
    `Give Prometheus \`retention: ${stack.retention}\`, as objectives look back far${features(stack)}.`,
  ];
  if (monitoring.routing !== undefined) found.push(routingNote(cluster.namespace));
  if (scalingMetrics(service).length > 0) found.push(adapterNote(`${name}-prometheus-adapter`));
  return found;
}

function features({ prometheusFeatures }: Stack): string {
  if (prometheusFeatures.length === 0) return "";
  return `, and \`enableFeatures: [${prometheusFeatures.join(", ")}]\``;
}

function routingNote(namespace: string): string {
  return `The operator makes the AlertmanagerConfig a first route for alerts of the namespace \`${namespace}\`, and Alertmanager's own routes are asked after it: let them tell nobody twice. A message's title in Slack links to Alertmanager; its text has the dashboard.`;
}

function adapterNote(configMap: string): string {
  return `Let prometheus-adapter read the ConfigMap \`${configMap}\` (its chart: \`--set rules.existing=${configMap}\`); where it serves other services, add the rules to theirs.`;
}
