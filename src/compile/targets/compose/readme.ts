import type { Monitoring } from "../../../define/index.ts";
import { generatedBy } from "../../generated-by.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile } from "../../target.ts";
import { secretKeys } from "../alertmanager/secret-files.ts";

/** `compose/README.md`: how it is started, and where everything is then. */
export function composeReadme({ service, routing }: Monitoring, stack: Stack): GeneratedFile {
  const keys = secretKeys(routing);
  const ports = stack.service.map((address) => address.replace(/^.*:/, "")).join(", ");
  const steps = [
    ...(keys.length === 0 ? [] : [secretsStep(keys)]),
    `Let ${service} listen on every address (port ${ports}): Docker on Linux does not reach what listens on 127.0.0.1 alone.`,
    "`docker compose up --detach --wait` in this folder.",
    `Look at Grafana http://localhost:3000 (to change something: admin, admin), Prometheus http://localhost:9090${routing ? ", Alertmanager http://localhost:9093" : ""}, Jaeger http://localhost:16686. Send traces to http://localhost:4318 (OTLP over HTTP) or localhost:4317 (gRPC).`,
    "`docker compose down` stops it all and keeps its data; `--volumes` deletes that too.",
  ];
  const text = `<!-- ${generatedBy(service, "Docker Compose")} -->
# The stack beside ${service}

${steps.map((step, i) => `${i + 1}. ${step}`).join("\n")}
`;
  return { path: "compose/README.md", text };
}

/** Compose mounts the files as they are, and Alertmanager runs as nobody. */
function secretsStep(keys: readonly string[]): string {
  const files = keys.map((key) => `\`secrets/${key}\``).join(", ");
  return `Write the secrets to ${files}, readable for every user (\`chmod 644\`): Alertmanager reads them as nobody. A placeholder will do where nothing shall be sent.`;
}
