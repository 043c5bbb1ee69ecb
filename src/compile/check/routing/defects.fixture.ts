import { aStandardRouting, RECEIVERS } from "../../../../test/standard-routing.ts";
import { slack } from "../../../define/index.ts";
import type { Receiver, Route, Routing } from "../../../model/index.ts";

/** A mistake in the standard routing, and the finding that tells of it. */
export interface Defect {
  readonly name: string;
  readonly code: string;
  readonly routing: Routing;
}

const STANDARD = aStandardRouting();
const [WATCHDOG, CRITICAL, ...OTHERS] = STANDARD.root.routes as [Route, Route, ...Route[]];
const [PAIR] = STANDARD.inhibitions;

/** The nine that amtool does not see. */
export const DEFECTS: readonly Defect[] = [
  {
    name: "an undefined template",
    code: "FAROL_TEMPLATE_UNDEFINED",
    routing: withReceiver(RECEIVERS.info, { ...RECEIVERS.info, text: '{{ template "farol.slak" . }}' }),
  },
  {
    name: "a matcher that nobody emits",
    code: "FAROL_MATCHER_UNMATCHED",
    routing: withRoutes([
      { ...WATCHDOG, matchers: [{ label: "alertname", operator: "=", value: "Watchdgo" }] },
      CRITICAL,
      ...OTHERS,
    ]),
  },
  {
    name: "an inhibition on a label that nobody has",
    code: "FAROL_INHIBITION_LABEL",
    routing: { ...STANDARD, inhibitions: [{ ...PAIR!, equal: ["endpoint", "clutser"] }] },
  },
  {
    name: "a receiver that is not used",
    code: "FAROL_RECEIVER_UNUSED",
    routing: {
      ...STANDARD,
      receivers: [...STANDARD.receivers, slack({ name: "spare", channel: "#spare", apiUrlFile: "slack" })],
    },
  },
  {
    name: "a shadowed Watchdog",
    code: "FAROL_ROUTE_SHADOWED",
    routing: withRoutes([CRITICAL, ...OTHERS, WATCHDOG]),
  },
  {
    name: "grouping by a label that nobody has",
    code: "FAROL_GROUP_LABEL",
    routing: { ...STANDARD, root: { ...STANDARD.root, groupBy: ["alertname", "tenant"] } },
  },
  {
    name: "a missing file of a secret",
    code: "FAROL_SECRET_MISSING",
    routing: withReceiver(RECEIVERS.pager, { ...RECEIVERS.pager, routingKeyFile: "pagerdooty" }),
  },
  {
    name: "a repeat interval that is no multiple of the group interval",
    code: "FAROL_REPEAT_INTERVAL",
    routing: withRoutes([WATCHDOG, { ...CRITICAL, repeatInterval: "7m" }, ...OTHERS]),
  },
  {
    name: "an inhibition whose source equals its target",
    code: "FAROL_INHIBITION_SELF",
    routing: { ...STANDARD, inhibitions: [{ ...PAIR!, target: PAIR!.source }] },
  },
];

function withRoutes(routes: readonly Route[]): Routing {
  return { ...STANDARD, root: { ...STANDARD.root, routes } };
}

function withReceiver(old: Receiver, other: Receiver): Routing {
  const swapped = (all: readonly Receiver[]) => all.map((one) => (one === old ? other : one));
  const inRoute = (route: Route): Route => ({
    ...route,
    ...(route.receivers !== undefined && { receivers: swapped(route.receivers) }),
    routes: route.routes.map(inRoute),
  });
  return { ...STANDARD, root: inRoute(STANDARD.root), receivers: swapped(STANDARD.receivers) };
}
