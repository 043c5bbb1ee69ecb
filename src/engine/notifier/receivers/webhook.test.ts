import assert from "node:assert/strict";
import { it } from "node:test";
import { webhook } from "../../../define/index.ts";
import type { OutgoingMessage } from "../receiver.ts";
import { LocalServer } from "./fixtures/local-server.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "./fixtures/message.fixture.ts";
import { sent, type Trial } from "./fixtures/sending.fixture.ts";

async function bodyOf(message: OutgoingMessage, maxAlerts?: number): Promise<string> {
  await using server = await LocalServer.answering((_, response) => response.end());
  const limit = maxAlerts === undefined ? {} : { maxAlerts };
  const receiver = webhook({ name: "tested", url: `${server.origin}/alerts`, ...limit });
  assert.deepEqual(await sent(receiver, message), { outcome: "taken" });
  assert.equal(server.received[0]?.headers["content-type"], "application/json");
  return server.received[0].body;
}

it("a webhook gets Alertmanager's JSON, its fields and times as Alertmanager writes them", async () => {
  const labels = { zone: "1", alertname: "A" };
  const ended = anAlert({ status: "resolved", labels, annotations: { summary: "s" }, value: null });
  const message = aMessage({ alerts: [anAlert({ ...ended, status: "firing" }), ended], truncatedAlerts: 3 });
  const alert = (status: string, endsAt: string) =>
    `{"status":"${status}","labels":{"alertname":"A","zone":"1"},"annotations":{"summary":"s"},"startsAt":"2026-03-01T10:00:00.12Z","endsAt":"${endsAt}","generatorURL":"https://example.org/graph","fingerprint":"0123456789abcdef"}`;
  assert.equal(
    await bodyOf(message),
    `{"receiver":"tested","status":"firing","alerts":[${[
      alert("firing", "0001-01-01T00:00:00Z"),
      alert("resolved", "2026-03-01T10:10:00.12Z"),
    ]}],"groupLabels":{"alertname":"SlowQueries"},"commonLabels":{"alertname":"A","zone":"1"},"commonAnnotations":{"summary":"s"},"externalURL":"https://farol.example.org/","version":"4","groupKey":${JSON.stringify(message.groupKey)},"truncatedAlerts":3}`,
  );
});

it("a webhook gets what was measured and found as annotations, unless the rule wrote its own", async () => {
  const told = anAlert({ evidence: EVIDENCE });
  const own = anAlert({ annotations: { value: "1.5 seconds" } });
  const { alerts } = JSON.parse(await bodyOf(aMessage({ alerts: [told, own] })));
  assert.equal(alerts[0].annotations.value, "1.5");
  assert.match(alerts[0].annotations.evidence, /^Slowest statements:\n- 83 % of the time\n {4}SELECT/);
  assert.deepEqual(alerts[1].annotations, { value: "1.5 seconds" });
});

it("a webhook gets as many alerts as it wants, and the number of the rest", async () => {
  const alerts = ["a", "b", "c"].map((zone) => anAlert({ labels: { alertname: "A", zone } }));
  const told = JSON.parse(await bodyOf(aMessage({ alerts, truncatedAlerts: 2 }), 1));
  assert.deepEqual([told.alerts.length, told.truncatedAlerts], [1, 4]);
  assert.deepEqual(told.commonLabels, { alertname: "A" });
});

it("an address may be a variable, with the password that the server wants", async () => {
  await using server = await LocalServer.answering((_, response) => response.end());
  const environment = { FAROL_SECRET_HOOK: server.origin.replace("//", "//farol:secret@") };
  const trial: Trial = { environment };
  assert.deepEqual(await sent(webhook({ name: "tested", urlFile: "hook" }), aMessage(), trial), {
    outcome: "taken",
  });
  const [{ headers }] = server.received as [LocalServer["received"][number]];
  assert.equal(headers.authorization, `Basic ${Buffer.from("farol:secret").toString("base64")}`);
});

it("a success counts though its body never ends", async () => {
  await using server = await LocalServer.answering((_, response) => response.writeHead(200).write("thank"));
  const receiver = webhook({ name: "tested", url: server.origin });
  assert.deepEqual(await sent(receiver, aMessage(), { timeoutMs: 1000 }), { outcome: "taken" });
});
