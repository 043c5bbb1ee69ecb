import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { messageData, type Notification } from "../../src/alerting/message/data.ts";
import type { MessageMap } from "../../src/alerting/message/functions.ts";
import { renderHtmlMessage } from "../../src/alerting/message/render-html.ts";
import { definitionsOf, renderReceiver, textsOf } from "../../src/alerting/message/render-receiver.ts";
import { simulate } from "../../src/alerting/routing/simulate.ts";
import { DEFECTS } from "../../src/compile/check/routing/defects.fixture.ts";
import { nameOf } from "../../src/compile/targets/alertmanager/receiver-document.ts";
import { silenceWindow, timeInterval } from "../../src/define/index.ts";
import { needs } from "../needs.ts";
import { aStandardRouting, RECEIVERS } from "../standard-routing.ts";
import { anyLabels, anyRouting } from "./alertmanager-trees.ts";
import { GeneratedRouting } from "./amtool.ts";

describe("amtool", needs("amtool"), () => {
  it("accepts the standard routing, with silence windows", () => {
    const move = timeInterval(
      "the database moves",
      { years: [2030], months: [{ from: 3, to: 4 }], daysOfMonth: [{ from: -7, to: -1 }, 1] },
      { weekdays: ["sunday", { from: "monday", to: "friday" }], times: [{ from: "22:00", to: "24:00" }] },
      { location: "Europe/Lisbon" },
    );
    const silences = [
      silenceWindow({ alertname: "DatabaseDown" }, move),
      silenceWindow({ pool: "main" }, move),
    ];
    using generated = new GeneratedRouting(aStandardRouting({ silences }));
    assert.equal(generated.objections(), "");
  });

  it("sends alerts where the simulation does", () => {
    const routings = fc.sample(anyRouting, { numRuns: 30, seed: 7 });
    const alerts = fc.sample(anyLabels, { numRuns: 30 * 4, seed: 7 });
    for (const [i, routing] of routings.entries()) {
      using generated = new GeneratedRouting(routing);
      for (const labels of alerts.slice(i * 4, i * 4 + 4)) {
        const simulated = simulate(routing, labels).deliveries.map(({ receivers }) => nameOf(receivers));
        assert.deepEqual(
          generated.receiversOf(labels),
          simulated,
          JSON.stringify({ labels, root: routing.root }),
        );
      }
    }
  });

  it("renders messages as the simulation does", () => {
    using generated = new GeneratedRouting(aStandardRouting());
    const data = join(generated.folder, "data.json");
    for (const receiver of [RECEIVERS.pager, RECEIVERS.oncall, RECEIVERS.mail]) {
      for (const alerts of NOTIFICATIONS) {
        const notification = { group: { alertname: "Slow" }, alerts };
        writeFileSync(data, JSON.stringify(amtoolData({ ...notification, receiver: receiver.name })));
        const texts = textsOf(receiver);
        for (const [name, text] of Object.entries(
          renderReceiver(aStandardRouting(), receiver, notification),
        )) {
          assert.equal(generated.rendered(texts[name]!, { data }), text, `${name} of ${receiver.name}`);
        }
      }
    }
  });

  it("renders mail as HTML as the simulation does", () => {
    using generated = new GeneratedRouting(aStandardRouting());
    const data = join(generated.folder, "data.json");
    const definitions = definitionsOf(aStandardRouting());
    for (const alerts of NOTIFICATIONS) {
      const notification = { group: { alertname: "Slow" }, alerts, receiver: "mail" };
      writeFileSync(data, JSON.stringify(amtoolData(notification)));
      for (const text of [RECEIVERS.mail.html, HOSTILE]) {
        const html = renderHtmlMessage(text, definitions, messageData(notification));
        assert.equal(generated.rendered(text, { data, type: "html" }), html);
      }
    }
  });

  it("renders mail as HTML with links, in which what an alert says stays text", () => {
    using generated = new GeneratedRouting(aStandardRouting());
    const data = join(generated.folder, "data.json");
    const notification = { group: {}, alerts: NOTIFICATIONS[0]!, receiver: "mail" };
    writeFileSync(data, JSON.stringify(amtoolData(notification)));
    const html = generated.rendered(RECEIVERS.mail.html, { data, type: "html" });
    assert.match(html, /<p>Slower than 1 s &lt;b&gt; &amp; so on<\/p>/);
    assert.match(html, /<a href="https:\/\/example\.org\/runbooks\/RB-008\.md">Runbook<\/a>/);
    assert.match(html, /<a href="https:\/\/example\.org\/d\/http">Dashboard<\/a>/);
  });

  for (const { name, routing } of DEFECTS) {
    it(`does not see ${name}, which the check does`, () => {
      using generated = new GeneratedRouting(routing);
      assert.equal(generated.objections(), "");
    });
  }
});

const SLOW = {
  status: "firing",
  labels: { alertname: "Slow", endpoint: "/a&b", severity: "warning", "0digits": "x" },
  annotations: {
    summary: "Slow on /a&b",
    description: "Slower than 1 s <b> & so on",
    runbook_url: "https://example.org/runbooks/RB-008.md",
    dashboard_url: "https://example.org/d/http",
  },
  generatorUrl: "https://example.org/graph?g0.expr=a%3E1&g0.tab=1",
} as const;

const OTHER = {
  status: "resolved",
  labels: { alertname: "Other", severity: "warning" },
  annotations: { summary: "Other ünïcode ✓ {{ not a template }}" },
  generatorUrl: "",
} as const;

/** As the embedded engine tells of one: with what was measured and found. */
const EXPLAINED = {
  ...SLOW,
  annotations: {
    ...SLOW.annotations,
    value: "1.5",
    evidence: "Slowest statements:\n- SELECT 'a' < \"b\" & 1+1",
  },
} as const;

/** Values where they are dangerous: as an address, in one, in an attribute, and where none may be. */
const HOSTILE = `{{ range .Alerts }}<a href="{{ .Annotations.description }}">{{ .Annotations.evidence }}</a>
<a href="/find?q={{ .Annotations.evidence }}" title="{{ .Annotations.evidence }}">{{ .Annotations.evidence | safeHtml }}</a>
<a href="{{ .Annotations.evidence }}">Statements: is no scheme</a>{{ end }}`;

/** One alert, one with evidence, several of one kind, several of two, and one that has ended. */
const NOTIFICATIONS: readonly Notification["alerts"][] = [
  [SLOW],
  [EXPLAINED, SLOW],
  [SLOW, { ...SLOW, labels: { ...SLOW.labels, endpoint: "/c" } }],
  [SLOW, OTHER],
  [OTHER],
];

/** The same data, under the names that they have in JSON. */
function amtoolData(notification: Notification): object {
  const data = messageData(notification);
  return {
    receiver: data.Receiver,
    status: data.Status,
    alerts: notification.alerts.map(({ generatorUrl, ...alert }) => ({
      ...alert,
      generatorURL: generatorUrl,
    })),
    groupLabels: { ...(data.GroupLabels as MessageMap) },
    commonLabels: { ...(data.CommonLabels as MessageMap) },
    commonAnnotations: { ...(data.CommonAnnotations as MessageMap) },
    externalURL: data.ExternalURL,
  };
}
