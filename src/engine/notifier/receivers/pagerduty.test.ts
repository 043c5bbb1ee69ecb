import assert from "node:assert/strict";
import { it } from "node:test";
import { pagerDuty } from "../../../define/index.ts";
import type { OutgoingMessage, Sent } from "../receiver.ts";
import { LocalServer } from "./fixtures/local-server.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "./fixtures/message.fixture.ts";
import { pagerDutyServer, ROUTING_KEY, type TakenEvent } from "./fixtures/pagerduty.fixture.ts";
import { sent } from "./fixtures/sending.fixture.ts";

function send(server: LocalServer, message: OutgoingMessage, key = ROUTING_KEY): Promise<Sent> {
  const receiver = pagerDuty({
    name: "pager",
    routingKeyFile: "pagerduty",
    url: `${server.origin}/v2/enqueue`,
  });
  return sent(receiver, message, { files: { pagerduty: key } });
}

async function eventOf(message: OutgoingMessage): Promise<TakenEvent> {
  await using server = await pagerDutyServer();
  assert.deepEqual(await send(server, message), { outcome: "taken" });
  return server.json;
}

it("PagerDuty is told of what fires, with all that helps", async () => {
  const event = await eventOf(aMessage({ alerts: [anAlert({ evidence: EVIDENCE })] }));
  const { payload } = event;
  assert.deepEqual([event.routing_key, event.event_action], [ROUTING_KEY, "trigger"]);
  assert.deepEqual([event.client, event.client_url], ["Farol", "https://farol.example.org/"]);
  assert.equal(payload.summary, "[FIRING:1] CRITICAL SlowQueries: Queries of reviews <are> slow");
  assert.deepEqual([payload.source, payload.severity], ["reviews", "critical"]);
  assert.deepEqual([payload.class, payload.group], ["SlowQueries", "reviews"]);
  assert.equal(payload.timestamp, "2026-03-01T10:00:30.120Z");
  assert.match(
    payload.custom_details.firing!,
    /Value: 1\.5\nEvidence:\nSlowest statements:\n- 83 % of the time/,
  );
  assert.deepEqual(
    event.links.map(({ text, href }) => [text, new URL(href).pathname]),
    [
      ["Runbook", "/RB-005-slow-queries.md"],
      ["Dashboard", "/d/database"],
    ],
  );
});

it("a link that is no address is left out, as PagerDuty would refuse the event for it", async () => {
  const annotations = {
    runbook_url: "RB-005, on the wiki",
    dashboard_url: "https://grafana.example.org/d/a",
  };
  const { links } = await eventOf(aMessage({ alerts: [anAlert({ annotations })] }));
  assert.deepEqual(
    links.map(({ text }) => text),
    ["Dashboard"],
  );
});

it("an incident ends under the key that it began with, and another group's has another", async () => {
  const began = await eventOf(aMessage());
  const resolved = aMessage({
    id: "4",
    sequence: 2,
    status: "resolved",
    alerts: [anAlert({ status: "resolved" })],
  });
  const ended = await eventOf(resolved);
  assert.equal(ended.event_action, "resolve");
  assert.equal(ended.dedup_key, began.dedup_key);
  const other = await eventOf(aMessage({ groupKey: "g".repeat(1_000) }));
  assert.notEqual(other.dedup_key, began.dedup_key);
});

it("an incident is as grave as its gravest alert that fires", async () => {
  const info = anAlert({ labels: { alertname: "B", severity: "info" } });
  const page = anAlert({ labels: { alertname: "C", severity: "page" } });
  const over = anAlert({ status: "resolved" });
  const severity = async (...alerts: OutgoingMessage["alerts"]) =>
    (await eventOf(aMessage({ alerts }))).payload.severity;
  assert.equal(await severity(info, anAlert()), "critical");
  assert.equal(await severity(info, over), "info");
  assert.equal(await severity(info, page), "warning");
});

it("a storm is one incident, with a summary that PagerDuty takes and the number of what is not listed", async () => {
  const annotations = { summary: "ü".repeat(2_000), description: "<".repeat(1_000_000) };
  const alerts = Array.from({ length: 500 }, (_, i) =>
    anAlert({ labels: { alertname: "A", i: `${i}` }, annotations }),
  );
  const { payload } = await eventOf(aMessage({ alerts, truncatedAlerts: 12 }));
  assert.equal(payload.summary.length, 1_024);
  assert.ok(payload.summary.endsWith("…"));
  const listed = payload.custom_details.firing!.match(/^alertname=A i=\d+ $/gm)!.length;
  assert.ok(listed > 3);
  assert.equal(payload.custom_details.truncated, `…and ${512 - listed} more alerts`);
});

it("details are cut until PagerDuty takes them, the longest first", async () => {
  await using server = await pagerDutyServer();
  const long = "{{ range .Alerts }}{{ .Annotations.description }}{{ end }}";
  const details = { short: "short", ...Object.fromEntries([..."abcdefghij"].map((name) => [name, long])) };
  const url = `${server.origin}/v2/enqueue`;
  const receiver = pagerDuty({ name: "pager", routingKeyFile: "pagerduty", url, details });
  const alerts = [anAlert({ annotations: { description: "\u0001".repeat(10_000) } })];
  const became = await sent(receiver, aMessage({ alerts }), { files: { pagerduty: ROUTING_KEY } });
  assert.deepEqual(became, { outcome: "taken" });
  const { short, ...others } = (server.json as TakenEvent).payload.custom_details;
  assert.equal(short, "short");
  const lengths = Object.values(others).map(({ length }) => length);
  assert.deepEqual([...new Set(lengths)].sort(), [10_000, 5_000]);
});

it("PagerDuty's refusal is told in its words, without the key", async () => {
  await using server = await pagerDutyServer();
  const became = await send(server, aMessage(), "too-short-a-key");
  assert.deepEqual(became, {
    outcome: "refused",
    reason: `PagerDuty answered 400: {"status":"invalid event","errors":["Length of 'routing_key' is incorrect: [secret]"]}`,
  });
});

it("what answers for PagerDuty with another success than its own has not taken it", async () => {
  await using server = await LocalServer.answering((_, response) => response.end("<html>"));
  assert.deepEqual(await send(server, aMessage()), {
    outcome: "retry",
    reason: "PagerDuty answered 200: <html>",
  });
});

it("without its key nothing is sent, and the reason says where it belongs", async () => {
  await using server = await pagerDutyServer();
  const receiver = pagerDuty({ name: "pager", routingKeyFile: "absent", url: server.origin });
  const became = await sent(receiver, aMessage());
  assert.equal(became.outcome, "retry");
  assert.match(became.reason, /the secret file .*\/absent is not there: .* FAROL_SECRET_ABSENT/);
  assert.deepEqual(server.received, []);
});
