import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RECEIVERS } from "../../../../../test/standard-routing.ts";
import { defineRouting, inhibit, route, timeInterval } from "../../../../define/index.ts";
import type { Routing } from "../../../../model/index.ts";
import { everyRouting, filesOf, postOffice } from "../post-office.fixture.ts";

function specOf(routing: Routing) {
  return filesOf({}, postOffice(routing))["alertmanager-config"].spec;
}

describe("the AlertmanagerConfig", () => {
  it("has the routes with their receivers, matchers and times", () => {
    const { groupBy, receiver, routes } = specOf(everyRouting).route;
    assert.deepEqual([receiver, groupBy], ["oncall+mail", ["..."]]);
    assert.deepEqual(routes, [
      {
        receiver: "nobody",
        matchers: [
          { name: "team", matchType: "!=", value: "a" },
          { name: "kind", matchType: "=~", value: "n.*" },
        ],
        continue: true,
      },
      {
        receiver: "pager+secret hook",
        matchers: [{ name: "severity", matchType: "=", value: "critical" }],
        groupBy: ["alertname", "kind"],
        groupWait: "0s",
        groupInterval: "1m30s",
        repeatInterval: "1d",
        muteTimeIntervals: ["night"],
        activeTimeIntervals: ["day"],
        routes: [
          { receiver: "heartbeat", matchers: [{ name: "kind", matchType: "=~", value: "news|bill" }] },
        ],
      },
    ]);
  });

  it("has inhibitions and time intervals", () => {
    const { inhibitRules, muteTimeIntervals } = specOf(everyRouting);
    assert.deepEqual(inhibitRules, [
      {
        sourceMatch: [{ name: "a", matchType: "=", value: "1" }],
        targetMatch: [{ name: "b", matchType: "!~", value: "x|y" }],
        equal: ["kind"],
      },
    ]);
    assert.deepEqual(muteTimeIntervals[0], {
      name: "night",
      timeIntervals: [
        { times: [{ startTime: "22:00", endTime: "24:00" }], weekdays: ["monday:friday", "sunday"] },
        {
          daysOfMonth: [
            { start: -1, end: -1 },
            { start: 1, end: 7 },
          ],
          months: ["1:3"],
          years: ["2030"],
        },
      ],
    });
  });

  it("takes secrets from keys of one Secret, named as their files are", () => {
    const receivers: Record<string, Record<string, Record<string, unknown>[]>> = Object.fromEntries(
      specOf(everyRouting).receivers.map((one: { name: string }) => [one.name, one]),
    );
    const name = "post-office-alerting";
    assert.deepEqual(receivers["oncall+mail"]?.slackConfigs?.[0]?.apiURL, { name, key: "slack" });
    const [mail] = receivers["oncall+mail"]?.emailConfigs ?? [];
    // its path is absolute, and not of the routing's folder
    assert.deepEqual(mail?.authPassword, { name, key: "run.secrets.smtp" });
    const { pagerdutyConfigs, webhookConfigs } = receivers["pager+secret hook"] ?? {};
    assert.deepEqual(pagerdutyConfigs?.[0]?.routingKey, { name, key: "pagerduty" });
    assert.deepEqual(webhookConfigs?.[0]?.urlSecret, { name, key: "hooks.secret" });
    assert.deepEqual(Object.keys(receivers), [
      "oncall+mail",
      "nobody",
      "pager+secret hook",
      "heartbeat",
      "info",
    ]);
  });

  it("brings the templates along that its texts call", () => {
    const [{ slackConfigs, emailConfigs }] = specOf(everyRouting).receivers;
    assert.match(
      slackConfigs[0].title,
      /^\{\{ define "farol\.title" -\}\}[\s\S]+\{\{ template "farol\.title" \. \}\}$/,
    );
    assert.match(emailConfigs[0].headers[0].value, /define "farol\.title"/);
    assert.equal(emailConfigs[0].to, "oncall@example.org");
  });
});

describe("what an AlertmanagerConfig cannot express is an error that says how to do without it", () => {
  const refused = { code: "FAROL_VERSION", message: /or set kubernetes: "off" in the stack/ };
  const receivers = [RECEIVERS.info];

  it("times of another zone than UTC", () => {
    const night = timeInterval("night", {
      times: [{ from: "22:00", to: "24:00" }],
      location: "Europe/Lisbon",
    });
    const root = route({ receivers, routes: [route({ match: { a: "1" }, muteDuring: [night] })] });
    assert.throws(() => specOf(defineRouting({ root })), refused);
  });

  it("labels that only newer versions of Alertmanager have", () => {
    const label = "http.route";
    const root = route({ receivers });
    for (const routing of [
      { root: route({ receivers, groupBy: [label] }) },
      { root: route({ receivers, routes: [route({ match: { [label]: "/" } })] }) },
      { root, inhibitions: [inhibit({ source: { a: "1" }, target: { a: "2" }, equal: [label] })] },
    ]) {
      assert.throws(() => specOf(defineRouting(routing)), refused);
    }
  });
});
