import type { Monitoring } from "../define/index.ts";
import type { Stack } from "./stack.ts";
import type { GeneratedFile, Target } from "./target.ts";
import { alertmanager } from "./targets/alertmanager/alertmanager.ts";
import { compose } from "./targets/compose/compose.ts";
import { grafana } from "./targets/grafana/grafana.ts";
import { kubernetes } from "./targets/kubernetes/kubernetes.ts";
import { prometheus } from "./targets/prometheus/prometheus.ts";
import { promtool } from "./targets/promtool/promtool.ts";
import { reference } from "./targets/reference/reference.ts";
import { checkVersions } from "./versions.ts";

const TARGETS: readonly Target[] = [
  prometheus,
  promtool,
  alertmanager,
  grafana,
  kubernetes,
  compose,
  reference,
];

/**
 * Every file of the stack for a monitoring, by path. The same monitoring and stack yield the same bytes.
 * @throws FarolError FAROL_VERSION where a version is not known or cannot express something; FAROL_ALERT_TEST for a
 * test that could not fail; FAROL_TEMPLATE for a summary, description or label that Prometheus could not render;
 * FAROL_KUBERNETES for what no cluster can run.
 */
export function generate(monitoring: Monitoring, stack: Stack): readonly GeneratedFile[] {
  checkVersions(stack.versions);
  const files = TARGETS.flatMap((target) => target(monitoring, stack));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
