export {
  type GraverPair,
  graverOnly,
  type InhibitionSpec,
  inhibit,
  pairsByName,
} from "./inhibition.ts";
export type { AlertMatch } from "./matchers.ts";
export {
  type AlertmanagerSpec,
  alertmanager,
  type ConsoleSpec,
  consoleReceiver,
  type EmailSpec,
  email,
  type PagerDutySpec,
  pagerDuty,
  type SlackSpec,
  slack,
  type WebhookSpec,
  webhook,
} from "./receivers.ts";
export { type RouteSpec, route } from "./route.ts";
export { defineRouting, type RoutingSpec, routesOf } from "./routing.ts";
export { type SilenceWindow, silenceWindow } from "./silence-window.ts";
export { type StandardRoutingSpec, standardRouting } from "./standard.ts";
export { type OneOrRange, type TimeSpanSpec, timeInterval, type Weekday } from "./time-interval.ts";
