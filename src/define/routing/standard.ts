import type {
  EmailReceiver,
  Inhibition,
  PagerDutyReceiver,
  Receiver,
  Routing,
  SlackReceiver,
  WebhookReceiver,
} from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { route } from "./route.ts";
import { defineRouting, type RoutingSpec } from "./routing.ts";

export interface StandardRoutingSpec extends Pick<RoutingSpec, "silences" | "templates" | "secretsFolder"> {
  /** Wakes somebody: critical alerts. */
  readonly pager: PagerDutyReceiver;
  /** The channel of those on call: critical alerts and warnings. */
  readonly oncall: SlackReceiver;
  /** The channel that may be read later: everything else. */
  readonly info: SlackReceiver;
  /** Critical alerts and warnings. */
  readonly mail: EmailReceiver;
  /** Outside of all this: raises an alarm when it hears nothing of Watchdog any more. */
  readonly heartbeat: WebhookReceiver;
  /** Beside these, such as a webhook of one's own: told of critical alerts and warnings. */
  readonly others?: readonly Receiver[];
  /** Such as `graverOnly(pairsByName(rules))`. Default: none */
  readonly inhibitions?: readonly Inhibition[];
  /** The labels whose values tell one notification's alerts from another's. Default: alertname */
  readonly groupBy?: readonly string[];
}

/**
 * The tree that most services want: `critical` to the pager, Slack and mail, `warning` to Slack and mail, `info` to
 * Slack's other channel, and Watchdog to a heartbeat about every minute and a half. An alert of another severity goes
 * to those on call.
 */
export function standardRouting(spec: StandardRoutingSpec): Routing {
  const { pager, oncall, info, mail, heartbeat, others = [], groupBy = ["alertname"], ...rest } = spec;
  const root = route({
    receivers: [oncall],
    groupBy,
    groupWait: "30s",
    groupInterval: "5m",
    repeatInterval: "4h",
    routes: [
      route({
        match: { alertname: "Watchdog" },
        receivers: [heartbeat],
        groupWait: "0s",
        groupInterval: "30s",
        // Alertmanager repeats at the first look after this time has passed.
        repeatInterval: "1m",
      }),
      route({
        match: { severity: "critical" },
        receivers: [pager, oncall, mail, ...others],
        // longer than the 15 s between two evaluations, so that a graver alert can silence it in time
        groupWait: "20s",
        repeatInterval: "1h",
      }),
      route({ match: { severity: "warning" }, receivers: [oncall, mail, ...others] }),
      route({ match: { severity: "info" }, receivers: [info], repeatInterval: "1d" }),
    ],
  });
  return { ...defineRouting({ ...rest, root }), place: placeOfCaller(standardRouting) };
}
