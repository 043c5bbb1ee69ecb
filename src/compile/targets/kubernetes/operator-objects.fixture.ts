import { is, list, mapOf, object, type Shape, text, whole } from "../structure.fixture.ts";
import { kind, LABELS } from "./core-objects.fixture.ts";

// What the Prometheus Operator's custom resource definitions ask for, the strictest of its versions from 0.76 on, as far
// as anything of it is written here.

const DURATION = text(/^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/);
const URL_TEXT = text(/^https?:\/\/.+$/);
const FLAG = is(true, false);
const NAME = text(/^[\w-]+$/);
const SECRET = object({ name: text(/^[a-z0-9-]+$/), key: text(/^[-.\w]+$/) });
const PAIRS = list(object({ key: text(), value: text(/^[\s\S]*$/) }));

const RULE = object(
  { expr: text() },
  {
    alert: text(),
    record: text(),
    for: DURATION,
    keep_firing_for: DURATION,
    labels: mapOf(text()),
    annotations: mapOf(text()),
  },
);

const RELABELING = object(
  {},
  { action: is("labeldrop", "replace"), regex: text(), targetLabel: NAME, replacement: text() },
);

const MATCHERS = list(
  object({ name: NAME, matchType: is("=", "!=", "=~", "!~"), value: text(/^[\s\S]*$/) }),
  1,
);

/** Child routes are not looked at by the API server, but refused by the operator where they have other fields. */
const ROUTE: Shape = (value, at) =>
  object(
    {},
    {
      receiver: text(),
      matchers: MATCHERS,
      groupBy: list(text(), 1),
      groupWait: DURATION,
      groupInterval: DURATION,
      repeatInterval: DURATION,
      muteTimeIntervals: list(text(), 1),
      activeTimeIntervals: list(text(), 1),
      continue: is(true),
      routes: list(ROUTE, 1),
    },
  )(value, at);

const RECEIVER = object(
  { name: text() },
  {
    pagerdutyConfigs: list(
      object(
        { sendResolved: FLAG, routingKey: SECRET, description: text(), severity: text() },
        { class: text(), group: text(), details: PAIRS, url: URL_TEXT },
      ),
    ),
    slackConfigs: list(
      object({
        sendResolved: FLAG,
        apiURL: SECRET,
        channel: text(),
        color: text(),
        title: text(),
        text: text(),
        fallback: text(),
      }),
    ),
    emailConfigs: list(
      object(
        {
          sendResolved: FLAG,
          to: text(),
          from: text(),
          smarthost: text(/^[^:]+:\d+$/),
          requireTLS: FLAG,
          headers: PAIRS,
          html: text(),
          text: text(),
        },
        { authUsername: text(), authPassword: SECRET },
      ),
    ),
    webhookConfigs: list(object({ sendResolved: FLAG }, { url: URL_TEXT, urlSecret: SECRET })),
  },
);

const TIME = text(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);
const DAY = "(?:sun|mon|tues|wednes|thurs|fri|satur)day";
const INTERVAL = object(
  {},
  {
    times: list(object({ startTime: TIME, endTime: TIME }), 1),
    weekdays: list(text(new RegExp(`^${DAY}(?::${DAY})?$`)), 1),
    daysOfMonth: list(object({ start: whole(-31, 31), end: whole(-31, 31) }), 1),
    months: list(text(/^(?:1[0-2]|[1-9])(?::(?:1[0-2]|[1-9]))?$/), 1),
    years: list(text(/^2\d{3}(?::2\d{3})?$/), 1),
  },
);

export const OPERATOR_OBJECTS: Readonly<Record<string, Shape>> = {
  PrometheusRule: kind("monitoring.coreos.com/v1", "PrometheusRule", {
    spec: object({ groups: list(object({ name: text(), interval: DURATION, rules: list(RULE, 1) })) }),
  }),
  ServiceMonitor: kind("monitoring.coreos.com/v1", "ServiceMonitor", {
    spec: object({
      selector: object({ matchLabels: LABELS }),
      namespaceSelector: object({ matchNames: list(text(), 1) }),
      endpoints: list(
        object({
          port: is("http"),
          path: text(/^\//),
          interval: DURATION,
          honorLabels: FLAG,
          relabelings: list(RELABELING),
        }),
        1,
      ),
    }),
  }),
  AlertmanagerConfig: kind("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig", {
    spec: object(
      { route: ROUTE, receivers: list(RECEIVER, 1) },
      {
        inhibitRules: list(
          object({ sourceMatch: MATCHERS, targetMatch: MATCHERS }, { equal: list(NAME, 1) }),
          1,
        ),
        muteTimeIntervals: list(object({ name: text(), timeIntervals: list(INTERVAL, 1) }), 1),
      },
    ),
  }),
};
