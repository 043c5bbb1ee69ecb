import {
  alertTests,
  counterAt,
  defineRouting,
  type InhibitionSpec,
  inhibit,
  type Monitoring,
  pagerDuty,
  promql,
  type RouteSpec,
  type RoutingSpec,
  route,
  slack,
} from "../../../define/index.ts";
import type { AlertRule, Severity } from "../../../model/index.ts";
import { letters, post, postAlert } from "../post.fixture.ts";

export const pager = pagerDuty({ name: "pager", routingKeyFile: "pagerduty" });
export const oncall = slack({ name: "oncall", channel: "#oncall", apiUrlFile: "slack" });

/** Each is about one `kind` of letters. */
export const ALERTS: readonly AlertRule[] = [
  lettersAlert("TooManyLetters", 10, "warning"),
  lettersAlert("FarTooManyLetters", 100, "critical"),
  lettersAlert("FloodOfLetters", 1000, "critical"),
];

function lettersAlert(name: string, aSecond: number, severity: Severity): AlertRule {
  const tests = alertTests({
    for: "10m",
    window: "5m",
    levels: (rate: number) => [counterAt(letters, { kind: "bill", office: "north" }, rate * 60)],
    firesAt: aSecond * 1.1,
    silentAt: aSecond * 0.9,
    firing: [{ kind: "bill" }],
  });
  const expr = promql`sum by (kind) (rate(${letters}[5m])) > ${aSecond}`;
  const description = `More than ${aSecond} letters a second were sent for ten minutes.`;
  return postAlert({ expr, severity, description, tests }, name);
}

/** The post office with these alerts and a routing that nothing is wrong with, but for these changes of its root and the rest. */
export function routedPost(root: RouteSpec = {}, rest: Omit<RoutingSpec, "root"> = {}): Monitoring {
  const routing = defineRouting({ ...rest, root: route({ receivers: [pager, oncall], ...root }) });
  return post({}, { rules: ALERTS, routing });
}

/** The same, with these inhibitions. */
export function inhibitedPost(...specs: readonly InhibitionSpec[]): Monitoring {
  return routedPost({}, { inhibitions: specs.map(inhibit) });
}
