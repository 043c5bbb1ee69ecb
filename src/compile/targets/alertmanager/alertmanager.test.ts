import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { aRoutedMonitoring, aStandardRouting, RECEIVERS } from "../../../../test/standard-routing.ts";
import {
  alertmanager as alertmanagers,
  consoleReceiver,
  defineMonitoring,
  defineRouting,
  inhibit,
  route,
  silenceWindow,
  timeInterval,
  webhook,
} from "../../../define/index.ts";
import type { Routing } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import { alertmanager } from "./alertmanager.ts";

// biome-ignore lint/suspicious/noExplicitAny: what was generated is looked at as what it is.
function documentOf(routing: Routing, version = "0.28"): any {
  const [file] = alertmanager(
    aRoutedMonitoring(routing),
    defineStack({ versions: { alertmanager: version } }),
  );
  return parse(file!.text);
}

const hook = webhook({ name: "hook", url: "https://example.org/" });

it("without a routing there are no files, and with one the same bytes each time", () => {
  assert.deepEqual(alertmanager(defineMonitoring({ service: "reviews" }), defineStack()), []);
  const files = alertmanager(aRoutedMonitoring(), defineStack());
  assert.deepEqual(
    files.map(({ path }) => path),
    ["alertmanager/alertmanager.yml", "alertmanager/templates/farol.tmpl"],
  );
  assert.deepEqual(alertmanager(aRoutedMonitoring(), defineStack()), files);
});

it("receivers that are told together are one receiver of Alertmanager", () => {
  const { receivers, route: root } = documentOf(aStandardRouting());
  const names = receivers.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ["oncall", "heartbeat", "pager+oncall+mail", "oncall+mail", "info"]);
  assert.equal(root.routes[1].receiver, "pager+oncall+mail");
  const critical = receivers[2];
  assert.deepEqual(
    Object.keys(critical).map((key) => [key, critical[key].length]),
    [
      ["name", 17],
      ["pagerduty_configs", 1],
      ["slack_configs", 1],
      ["email_configs", 1],
    ],
  );
});

it("a receiver that only the embedded engine tells is refused, and a webhook's limit is not", () => {
  const others = [
    alertmanagers({ name: "replicas", urls: ["http://alertmanager:9093"] }),
    consoleReceiver({ name: "log" }),
  ];
  for (const receiver of others) {
    const routing = defineRouting({ root: route({ receivers: [hook, receiver] }) });
    assert.throws(() => documentOf(routing), { code: "FAROL_RECEIVER_KIND" }, receiver.kind);
  }
  const limited = webhook({ name: "hook", url: "https://example.org/", maxAlerts: 10 });
  const { receivers } = documentOf(defineRouting({ root: route({ receivers: [limited] }) }));
  assert.equal(receivers[0].webhook_configs[0].max_alerts, 10);
});

it("secrets are files, in the routing's folder where their path is not absolute", () => {
  const { receivers } = documentOf(aStandardRouting({ secretsFolder: "/run/farol" }));
  const [critical] = receivers.filter(({ name }: { name: string }) => name.startsWith("pager"));
  assert.equal(critical.pagerduty_configs[0].routing_key_file, "/run/farol/pagerduty");
  assert.equal(critical.slack_configs[0].api_url_file, "/run/farol/slack");
  assert.equal(critical.email_configs[0].auth_password_file, "/run/secrets/smtp");
});

it("a receiver that no route names is written too, and a route without receivers has an empty one", () => {
  const root = route({ receivers: [hook], routes: [route({ match: { x: "1" }, receivers: [] })] });
  const { receivers } = documentOf(defineRouting({ root, receivers: [RECEIVERS.info] }));
  assert.deepEqual(
    receivers.map(({ name }: { name: string }) => name),
    ["hook", "nobody", "info"],
  );
  assert.deepEqual(Object.keys(receivers[1]), ["name"]);
});

it("matchers are quoted as every version reads them", () => {
  const root = route({
    receivers: [hook],
    routes: [route({ match: { a: 'x"\\\n\t', b: ["1", "2"] } })],
  });
  const [child] = documentOf(defineRouting({ root })).route.routes;
  assert.deepEqual(child.matchers, ['a="x\\"\\\\\\n\t"', 'b=~"1|2"']);
});

it("a silence window is a route that is mute in its time", () => {
  const weekend = timeInterval("weekend", {
    weekdays: [{ from: "monday", to: "friday" }, "sunday"],
    times: [{ from: "22:00", to: "24:00" }],
    daysOfMonth: [-1, { from: 1, to: 7 }],
    months: [{ from: 1, to: 3 }],
    years: [2030],
    location: "Europe/Lisbon",
  });
  const document = documentOf(aStandardRouting({ silences: [silenceWindow({ alertname: "A" }, weekend)] }));
  assert.deepEqual(document.route.routes[1].routes, [
    { matchers: ['alertname="A"'], mute_time_intervals: ["weekend"] },
  ]);
  assert.deepEqual(document.time_intervals, [
    {
      name: "weekend",
      time_intervals: [
        {
          times: [{ start_time: "22:00", end_time: "24:00" }],
          weekdays: ["monday:friday", "sunday"],
          days_of_month: ["-1", "1:7"],
          months: ["1:3"],
          years: ["2030"],
          location: "Europe/Lisbon",
        },
      ],
    },
  ]);
});

describe("what a version cannot express is an error", () => {
  const version = { code: "FAROL_VERSION" };

  it("an address in a file before 0.28, which has it sooner but crashes", () => {
    const secret = webhook({ name: "secret", urlFile: "webhook" });
    const routing = defineRouting({ root: route({ receivers: [secret] }) });
    assert.throws(() => documentOf(routing, "0.25"), version);
    assert.throws(() => documentOf(routing, "0.27"), version);
    const [receiver] = documentOf(routing, "0.28").receivers;
    assert.equal(receiver.webhook_configs[0].url_file, "/etc/alertmanager/secrets/webhook");
  });

  it("labels of any characters before 0.27, and as equal before 0.28", () => {
    const root = route({
      receivers: [hook],
      groupBy: ["http.route"],
      routes: [route({ match: { "http.route": "/" } })],
    });
    const routing = defineRouting({ root });
    assert.throws(() => documentOf(routing, "0.26"), version);
    assert.deepEqual(documentOf(routing, "0.27").route.routes[0].matchers, ['"http.route"="/"']);
    const inhibition = inhibit({ source: { a: "1" }, target: { a: "2" }, equal: ["http.route"] });
    const inhibiting = defineRouting({ root: route({ receivers: [hook] }), inhibitions: [inhibition] });
    assert.throws(() => documentOf(inhibiting, "0.27"), version);
    assert.deepEqual(documentOf(inhibiting, "0.28").inhibit_rules[0].equal, ["http.route"]);
  });
});
