import { parse } from "yaml";
import { mailAlert, mailRecording, mails } from "../../../../test/mail-monitoring.ts";
import { RECEIVERS } from "../../../../test/standard-routing.ts";
import {
  dashboard,
  defineMonitoring,
  defineRouting,
  gauge,
  inhibit,
  type Monitoring,
  matching,
  not,
  promql,
  route,
  silenceWindow,
  timeInterval,
  timeseries,
  webhook,
} from "../../../define/index.ts";
import { defineStack, type StackSpec } from "../../stack.ts";
import { kubernetes } from "./kubernetes.ts";

const busy = gauge({ name: "nodejs_eventloop_utilization_ratio", help: "Busy." });
export const waiting = gauge({ name: "mails_waiting", help: "Mails that wait." });

const night = timeInterval(
  "night",
  { times: [{ from: "22:00", to: "24:00" }], weekdays: [{ from: "monday", to: "friday" }, "sunday"] },
  { daysOfMonth: [-1, { from: 1, to: 7 }], months: [{ from: 1, to: 3 }], years: [2030], location: "UTC" },
);
const secretHook = webhook({ name: "secret hook", urlFile: "hooks/secret" });

/** A routing with everything that an AlertmanagerConfig can hold. */
export const everyRouting = defineRouting({
  root: route({
    receivers: [RECEIVERS.oncall, RECEIVERS.mail],
    groupBy: "all",
    routes: [
      route({ match: { team: not("a"), kind: matching("n.*") }, receivers: [], continue: true }),
      route({
        match: { severity: "critical" },
        receivers: [RECEIVERS.pager, secretHook],
        groupBy: ["alertname", "kind"],
        groupWait: "0s",
        groupInterval: "1m30s",
        repeatInterval: "1d",
        muteDuring: [night],
        activeDuring: [timeInterval("day", { times: [{ from: "08:00", to: "18:00" }] })],
        routes: [route({ match: { kind: ["news", "bill"] }, receivers: [RECEIVERS.heartbeat] })],
      }),
    ],
  }),
  inhibitions: [inhibit({ source: { a: "1" }, target: { b: not(["x", "y"]) }, equal: ["kind"] })],
  receivers: [RECEIVERS.info],
});

export const windowedRouting = defineRouting({
  root: route({ receivers: [RECEIVERS.info] }),
  silences: [silenceWindow({ alertname: "MailsStopped" }, night)],
});

/** A service with something for each kind of file. */
export function postOffice(routing = everyRouting, service = "Post Office"): Monitoring {
  const shown = { title: "Mails", description: "How mails are." };
  const queries = [{ expr: promql`sum(rate(${mails}[5m]))`, legend: "mails" }];
  return defineMonitoring({
    service,
    metrics: [mails, busy, waiting],
    rules: [mailAlert("MailsStopped", { keepFiringFor: "2m" }), mailRecording("kind:mails:rate5m")],
    dashboards: [
      dashboard({
        ...shown,
        ...{ id: "mail-room", refresh: "10s", range: "1h", variables: [] },
        panels: [timeseries({ ...shown, queries })],
      }),
    ],
    routing,
  });
}

/** The files of a stack, read, by their paths below `kubernetes/`, without their ending; a page is its text. */
export function filesOf(spec: StackSpec = {}, monitoring = postOffice()) {
  const files = kubernetes(monitoring, defineStack(spec)).map(({ path, text }) => [
    path.replace(/^kubernetes\//, "").replace(/\.(?:yml|md)$/, ""),
    path.endsWith(".md") ? text : parse(text),
  ]);
  // biome-ignore lint/suspicious/noExplicitAny: what was generated is looked at as what it is.
  return Object.fromEntries(files) as Readonly<Record<string, any>>;
}
