import type { GeneratedFile, Target } from "../../target.ts";
import { alertmanagerConfig } from "./alertmanager/alertmanager-config.ts";
import { autoscaler } from "./application/autoscaler.ts";
import { deployment } from "./application/deployment.ts";
import { disruptionBudget } from "./application/disruption-budget.ts";
import { network } from "./application/network.ts";
import { dashboardConfigMaps } from "./dashboards.ts";
import { type Deployed, deployed } from "./deployed.ts";
import { type Manifest, manifestFile } from "./manifest.ts";
import { prometheusAdapter } from "./prometheus-adapter.ts";
import { prometheusRule } from "./prometheus-rule.ts";
import { kubernetesReadme } from "./readme.ts";
import { scalingMetrics } from "./scaling.ts";
import { serviceMonitor } from "./service-monitor.ts";

/**
 * `kubernetes/`: the service in `application/`, what the Prometheus Operator makes of its monitoring, its dashboards, and
 * how pods are added by its own metrics. Secrets are named in its README, and made by nobody.
 * @throws FarolError FAROL_KUBERNETES, and FAROL_VERSION where an AlertmanagerConfig cannot express the routing
 */
export const kubernetes: Target = (monitoring, stack) => {
  if (stack.kubernetes === "off") return [];
  const service = deployed(monitoring, stack, stack.kubernetes);
  return [
    ...watched(service),
    ...application(service),
    ...dashboardConfigMaps(service),
    kubernetesReadme(service),
  ];
};

/** What the Prometheus Operator is told. */
function watched(service: Deployed): GeneratedFile[] {
  const { routing } = service.monitoring;
  const program = `Prometheus Operator ${service.stack.versions.prometheusOperator}`;
  const file = (path: string, manifest: Manifest) => manifestFile(path, program, service, manifest);
  return [
    file("prometheus-rule", prometheusRule(service)),
    file("service-monitor", serviceMonitor(service)),
    ...(routing === undefined ? [] : [file("alertmanager-config", alertmanagerConfig(service, routing))]),
  ];
}

function application(service: Deployed): GeneratedFile[] {
  const scaling = scalingMetrics(service);
  const isScaled = scaling.length > 0;
  const file = (path: string, manifest: Manifest) => manifestFile(path, "Kubernetes 1.30", service, manifest);
  return [
    file("application/deployment", deployment(service, isScaled)),
    file("application/service", network(service)),
    file("application/pod-disruption-budget", disruptionBudget(service)),
    ...(isScaled
      ? [
          file("application/horizontal-pod-autoscaler", autoscaler(service, scaling)),
          file("prometheus-adapter", prometheusAdapter(service, scaling)),
        ]
      : []),
  ];
}
