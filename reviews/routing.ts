import {
  email,
  graverOnly,
  inhibit,
  matching,
  pagerDuty,
  type Routing,
  slack,
  standardRouting,
  webhook,
} from "farol";

/** While the graver of two alerts that say the same fires, nobody is told of the milder one. */
const PAIRS = [
  { graver: "SlowQueryRateCritical", milder: "SlowQueryRateWarning" },
  { graver: "QueryLatencyP99Critical", milder: "QueryLatencyP99Warning" },
  { graver: "DatabaseErrorRateCritical", milder: "DatabaseErrorRateWarning" },
  { graver: "DatabaseConnectionPoolCritical", milder: "DatabaseConnectionPoolWarning", equal: ["pool"] },
  { graver: "HTTPLatencyP99Critical", milder: "HTTPLatencyP99Warning" },
  { graver: "MemoryUsageCritical", milder: "MemoryUsageWarning" },
  { graver: "HighErrorRate", milder: "ElevatedErrorRate" },
  { graver: "HighLatency", milder: "ElevatedLatency" },
];

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
    inhibit({
      source: { slo: matching(".+"), severity: "critical" },
      target: { slo: matching(".+"), severity: "warning" },
      equal: ["slo"],
    }),
  ],
});
