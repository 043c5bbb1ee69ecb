import {
  alert,
  defineMonitoring,
  email,
  gauge,
  graverOnly,
  type Monitoring,
  pagerDuty,
  pairsByName,
  promql,
  runbook,
  type StandardRoutingSpec,
  slack,
  standardRouting,
  webhook,
} from "../src/define/index.ts";
import { type Routing, type Severity, unboundedLabel } from "../src/model/index.ts";

const PAGE = runbook("RB-001", "Incident response");
const fullness = gauge({
  name: "endpoint_fullness_ratio",
  help: "How full an endpoint is.",
  labels: { endpoint: unboundedLabel },
});

/** An alert that is as it should be. */
export function anAlert(name: string, severity: Severity, labels: Readonly<Record<string, string>> = {}) {
  return alert(name, {
    expr: promql`max by (endpoint) (${fullness}) > 0.9`,
    severity,
    labels,
    summary: `${name} on {{ $labels.endpoint }}`,
    description: "Look < here > & there.",
    runbook: PAGE,
    dashboard: "overview",
    tests: [],
  });
}

export const ALERTS = [
  anAlert("Watchdog", "info"),
  anAlert("HTTP5xxErrorRateCritical", "critical"),
  anAlert("HTTPLatencyP99Critical", "critical"),
  anAlert("HTTPLatencyP99Warning", "warning"),
  anAlert("DeadlocksDetected", "info"),
];

export const RECEIVERS = {
  pager: pagerDuty({ name: "pager", routingKeyFile: "pagerduty" }),
  oncall: slack({ name: "oncall", channel: "#oncall", apiUrlFile: "slack" }),
  info: slack({ name: "info", channel: "#info", apiUrlFile: "slack" }),
  mail: email({
    name: "mail",
    to: "oncall@example.org",
    from: "farol@example.org",
    smarthost: "mail.example.org:587",
    authUsername: "farol",
    authPasswordFile: "/run/secrets/smtp",
  }),
  heartbeat: webhook({ name: "heartbeat", url: "https://heartbeat.example.org/reviews" }),
};

/** The standard routing of these alerts. */
export function aStandardRouting(spec: Partial<StandardRoutingSpec> = {}): Routing {
  return standardRouting({
    ...RECEIVERS,
    inhibitions: graverOnly(pairsByName(ALERTS, ["endpoint"])),
    ...spec,
  });
}

/** These alerts and their routing. */
export function aRoutedMonitoring(routing = aStandardRouting()): Monitoring {
  return defineMonitoring({ service: "reviews", metrics: [fullness], rules: ALERTS, routing });
}
