import {
  email,
  graverOnly,
  type Inhibition,
  inhibit,
  matching,
  pagerDuty,
  type Routing,
  slack,
  standardRouting,
  webhook,
} from "farol";

/** Alerts that say the same at two severities: while the graver one fires, nobody is told of the milder one. */
const PAIRS = [
  { graver: "SlowQueryRateCritical", milder: "SlowQueryRateWarning" },
  { graver: "QueryLatencyP99Critical", milder: "QueryLatencyP99Warning" },
  { graver: "DatabaseErrorRateCritical", milder: "DatabaseErrorRateWarning" },
  { graver: "DatabaseConnectionPoolCritical", milder: "DatabaseConnectionPoolWarning", equal: ["pool"] },
  { graver: "MemoryUsageCritical", milder: "MemoryUsageWarning" },
];

/**
 * Alerts that say the same in more words, the gravest first, so that one thing pages once. HighErrorRate leaves out
 * what clients got wrong, and so fires whenever HTTP5xxErrorRateCritical does; a p95 over a second is a p99 over one.
 * EndpointHighErrorRate is in none: it tells which endpoint.
 */
const ORDERS = [
  ["ServiceUnreachable", "ServiceDown", "HighErrorRate", "HTTP5xxErrorRateCritical", "ElevatedErrorRate"],
  ["HighLatency", "HTTPLatencyP99Critical", "ElevatedLatency", "HTTPLatencyP99Warning"],
];

/** Each alert of an order silences those after it. */
function gravestOnly(order: readonly string[]): Inhibition[] {
  return order.slice(0, -1).map((alertname, i) => {
    const milder = order.slice(i + 1);
    return inhibit({ source: { alertname }, target: { alertname: milder }, equal: [] });
  });
}

/** Who is told of what. Secrets lie in files beside Alertmanager. */
export const routing: Routing = standardRouting({
  pager: pagerDuty({ name: "pager", routingKeyFile: "pagerduty-routing-key" }),
  oncall: slack({ name: "oncall", channel: "#reviews-oncall", apiUrlFile: "slack-api-url" }),
  info: slack({ name: "info", channel: "#reviews-info", apiUrlFile: "slack-api-url" }),
  mail: email({
    name: "mail",
    to: "reviews-oncall@example.com",
    from: "alerts@example.com",
    smarthost: "smtp.example.com:587",
    authUsername: "alerts@example.com",
    authPasswordFile: "smtp-password",
  }),
  heartbeat: webhook({ name: "heartbeat", url: "https://heartbeat.example.com/reviews" }),
  inhibitions: [
    ...graverOnly(PAIRS),
    ...ORDERS.flatMap(gravestOnly),
    inhibit({
      source: { slo: matching(".+"), severity: "critical" },
      target: { slo: matching(".+"), severity: "warning" },
      equal: ["slo"],
    }),
  ],
});
