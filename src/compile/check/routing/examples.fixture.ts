import {
  defineRouting,
  inhibit,
  matching,
  pagerDuty,
  type RouteSpec,
  type RoutingSpec,
  route,
  slack,
} from "../../../define/index.ts";
import type { Inhibition, Routing } from "../../../model/index.ts";
import { RECEIVERS } from "../../routing/standard.fixture.ts";

const { pager, oncall, info, heartbeat } = RECEIVERS;

/** A routing of these routes, below a root that pages. */
function tree(routes: readonly RouteSpec[], rest: Partial<RoutingSpec> = {}): Routing {
  return defineRouting({
    root: route({ receivers: [pager], routes: routes.map((spec) => route(spec)) }),
    ...rest,
  });
}

function inhibiting(...inhibitions: readonly Inhibition[]): Routing {
  return tree([], { inhibitions });
}

const INFO = { severity: "info" } as const;
const OWN = { name: "own", channel: "#own", apiUrlFile: "slack" };

/** For each finding: routings that have it and nothing else, and ones that are near and have nothing. */
export const EXAMPLES: Readonly<Record<string, { fails: readonly Routing[]; passes: readonly Routing[] }>> = {
  FAROL_TEMPLATE_BROKEN: {
    fails: [tree([{ match: INFO, receivers: [slack({ ...OWN, text: "{{ if .Alerts }}" })] }])],
    passes: [tree([{ match: INFO, receivers: [slack({ ...OWN, text: "{{ if .Alerts }}x{{ end }}" })] }])],
  },
  FAROL_TEMPLATE_UNDEFINED: {
    fails: [
      tree([{ match: INFO, receivers: [slack({ ...OWN, text: '{{ template "farol.slak" . }}' })] }]),
      tree([], {
        templates: { own: '{{ define "own" }}{{ if . }}{{ template "nothing" }}{{ end }}{{ end }}' },
      }),
    ],
    passes: [
      tree([{ match: INFO, receivers: [slack({ ...OWN, text: '{{ template "slack.default.text" . }}' })] }]),
      tree([{ match: INFO, receivers: [slack({ ...OWN, text: '{{ template "own" . }}' })] }], {
        templates: { own: '{{ define "own" }}{{ .Status }}{{ end }}' },
      }),
    ],
  },
  FAROL_MATCHER_UNMATCHED: {
    fails: [
      tree([{ match: { alertname: "Watchdgo" } }]),
      tree([{ match: { enpdoint: "/" } }]),
      inhibiting(inhibit({ source: { alertname: "Gone" }, target: { severity: "info" }, equal: [] })),
    ],
    passes: [
      tree([{ match: { alertname: matching("HTTP.*") } }, { match: { endpoint: "/" } }]),
      tree([{ match: { severity: "info" } }]),
    ],
  },
  FAROL_ROUTE_UNREACHED: {
    fails: [tree([{ match: { alertname: "Watchdog", severity: "critical" } }])],
    passes: [tree([{ match: { alertname: "Watchdog", severity: "info" } }])],
  },
  FAROL_ROUTE_SHADOWED: {
    fails: [
      tree([{ match: { severity: "info" } }, { match: { alertname: "Watchdog" } }]),
      tree([{ match: { severity: "warning" } }, { match: { severity: "warning" } }]),
    ],
    passes: [
      tree([{ match: { alertname: "Watchdog" } }, { match: { severity: "info" } }]),
      tree([{ match: { severity: "info" }, continue: true }, { match: { alertname: "Watchdog" } }]),
      tree([{ match: { endpoint: "/" } }, { match: { severity: "warning" } }]),
    ],
  },
  FAROL_RECEIVER_UNUSED: {
    fails: [tree([], { receivers: [info] })],
    passes: [tree([{ match: { severity: "info" }, receivers: [info] }], { receivers: [info] })],
  },
  FAROL_ALERT_UNHEARD: {
    fails: [tree([{ match: { alertname: "Watchdog" }, receivers: [] }])],
    passes: [tree([{ match: { alertname: "Watchdog" }, receivers: [heartbeat] }])],
  },
  FAROL_CRITICAL_UNPAGED: {
    fails: [tree([{ match: { alertname: "HTTP5xxErrorRateCritical" }, receivers: [oncall] }])],
    passes: [tree([{ match: { alertname: "HTTP5xxErrorRateCritical" }, receivers: [oncall, pager] }])],
  },
  FAROL_GROUP_LABEL: {
    fails: [tree([{ match: { severity: "info" }, groupBy: ["endpont"] }])],
    passes: [tree([{ match: { severity: "info" }, groupBy: ["endpoint", "alertname", "owner"] }])],
  },
  FAROL_REPEAT_INTERVAL: {
    fails: [
      tree([{ match: { severity: "info" }, groupInterval: "7m" }]),
      tree([{ match: { severity: "info" }, repeatInterval: "1m" }]),
    ],
    passes: [tree([{ match: { severity: "info" }, groupInterval: "7m", repeatInterval: "14m" }])],
  },
  FAROL_SECRET_MISSING: {
    fails: [tree([{ receivers: [pagerDuty({ name: "other", routingKeyFile: "gone" })] }])],
    passes: [tree([{ receivers: [pagerDuty({ name: "other", routingKeyFile: "/elsewhere/gone" })] }])],
  },
  FAROL_INHIBITION_SELF: {
    fails: [inhibiting(inhibit({ source: { severity: "info" }, target: { severity: "info" }, equal: [] }))],
    passes: [inhibiting(pair(["endpoint"]))],
  },
  FAROL_INHIBITION_LABEL: {
    fails: [inhibiting(pair(["endpoint", "clutser"]))],
    passes: [inhibiting(pair(["endpoint"]))],
  },
  FAROL_INHIBITION_IDLE: {
    fails: [inhibiting(pair(["endpoint", "severity"]))],
    passes: [inhibiting(pair(["endpoint", "owner"]))],
  },
  FAROL_INHIBITION_BROAD: {
    fails: [
      inhibiting(pair([])),
      inhibiting(
        inhibit({ source: { severity: "warning" }, target: { severity: "critical" }, equal: ["endpoint"] }),
      ),
      inhibiting(
        inhibit({ source: { severity: "critical" }, target: { severity: "info" }, equal: ["endpoint"] }),
      ),
      inhibiting(
        inhibit({
          source: { alertname: "Watchdog" },
          target: { alertname: "DeadlocksDetected" },
          equal: ["endpoint"],
        }),
      ),
    ],
    passes: [
      inhibiting(
        inhibit({
          source: { alertname: matching("HTTP.*Critical") },
          target: { alertname: "DeadlocksDetected" },
          equal: ["endpoint"],
        }),
      ),
    ],
  },
};

function pair(equal: readonly string[]): Inhibition {
  return inhibit({
    source: { alertname: "HTTPLatencyP99Critical" },
    target: { alertname: "HTTPLatencyP99Warning" },
    equal,
  });
}
