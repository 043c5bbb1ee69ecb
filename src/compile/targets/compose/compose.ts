import { slug } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import { generatedBy } from "../../generated-by.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile, Target } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";
import { secretKeys } from "../alertmanager/secret-files.ts";
import { datasourceFiles } from "../grafana/provisioning.ts";
import { configurationFile } from "../prometheus/prometheus.ts";
import { insideStack } from "./inside.ts";
import { composeReadme } from "./readme.ts";
import { alertmanagerService, grafanaService, jaegerService, prometheusService } from "./services.ts";

/**
 * `compose/`: Prometheus, Alertmanager, Grafana and Jaeger, to be started beside the service. They read what the other
 * targets generate; only the files that hold addresses are here once more, as containers have other ones.
 * @throws FarolError FAROL_VERSION for a version that no image has
 */
export const compose: Target = (monitoring, stack) => {
  if (stack.compose === "off") return [];
  const { service, routing } = monitoring;
  const inside = insideStack(stack, routing !== undefined);
  const { text } = configurationFile(monitoring, inside);
  return [
    { path: "compose/docker-compose.yml", text: yamlFile(service, PROGRAM, document(monitoring, stack)) },
    { path: "compose/prometheus.yml", text },
    ...datasourceFiles(service, inside).map((file) => ({ ...file, path: `compose/${file.path}` })),
    ...ignoredSecrets(monitoring),
    composeReadme(monitoring, stack),
  ];
};

const PROGRAM = "Docker Compose";

function document(monitoring: Monitoring, stack: Stack): object {
  const { service, routing } = monitoring;
  const secrets = secretKeys(routing).map((key) => [key, { file: `./secrets/${key}` }]);
  return {
    name: `${slug(service)}-monitoring`,
    services: {
      prometheus: prometheusService(monitoring, stack),
      ...(routing !== undefined && { alertmanager: alertmanagerService(routing, stack) }),
      grafana: grafanaService(monitoring, stack),
      jaeger: jaegerService(stack),
    },
    volumes: { prometheus: {}, ...(routing !== undefined && { alertmanager: {} }), grafana: {} },
    ...(secrets.length > 0 && { secrets: Object.fromEntries(secrets) }),
  };
}

function ignoredSecrets({ service, routing }: Monitoring): GeneratedFile[] {
  if (secretKeys(routing).length === 0) return [];
  return [{ path: "compose/.gitignore", text: `# ${generatedBy(service, "git")}\nsecrets/\n` }];
}
