import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { renderReceiver } from "../../src/alerting/message/render-receiver.ts";
import { simulate } from "../../src/alerting/routing/simulate.ts";
import { OWN_TEMPLATES } from "../../src/compile/targets/alertmanager/own-templates.ts";
import {
  defineRouting,
  inhibit,
  matching,
  pagerDuty,
  route,
  slack,
  webhook,
} from "../../src/define/index.ts";
import type { Labels, Receiver } from "../../src/model/index.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { Alertmanager } from "./alertmanager.ts";
import { anyLabels } from "./alertmanager-trees.ts";

/** What a receiver's address was sent, by its path. */
const received = new Map<string, unknown>();
const folder = mkdtempSync(join(tmpdir(), "farol-receivers-"));
let server: Server;
let address: string;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    received.set(request.url!, JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(request.url === "/pagerduty" ? 202 : 200).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function sentTo<T>(path: string): Promise<T> {
  return (await until(path, async () => received.get(path))) as T;
}

function routingTo(...receivers: readonly Receiver[]) {
  const root = route({ receivers, groupBy: "all", groupWait: "0s" });
  return defineRouting({ root, secretsFolder: folder });
}

const SLOW = {
  labels: { alertname: "Slow", endpoint: "/a&b", severity: "critical" },
  annotations: { summary: "Slow on /a&b", description: "<b>", runbook_url: "https://example.org/RB-008.md" },
};

describe("a real Alertmanager", needs("prometheus-alertmanager", "amtool"), () => {
  it("tells every receiver what the simulation says, with secrets out of files", async () => {
    writeFileSync(join(folder, "slack"), `${address}/slack\n`);
    writeFileSync(join(folder, "pagerduty"), "the-routing-key");
    const pager = pagerDuty({ name: "pager", routingKeyFile: "pagerduty", url: `${address}/pagerduty` });
    const channel = slack({ name: "channel", channel: "#channel", apiUrlFile: "slack" });
    const hook = webhook({ name: "hook", url: `${address}/webhook` });
    const routing = routingTo(pager, channel, hook);
    await using alertmanager = await Alertmanager.start(routing);
    await alertmanager.fire([SLOW]);
    const notification = {
      group: SLOW.labels,
      alerts: [{ ...SLOW, status: "firing" as const, generatorUrl: "" }],
    };

    const { attachments } = await sentTo<{ attachments: { title: string; text: string; color: string }[] }>(
      "/slack",
    );
    const told = { title: attachments[0]?.title, text: attachments[0]?.text };
    const { title, text } = renderReceiver(routing, channel, notification);
    assert.deepEqual(told, { title, text });
    assert.equal(attachments[0]?.color, "danger");

    const event = await sentTo<{ routing_key: string; payload: Record<string, unknown> }>("/pagerduty");
    assert.equal(event.routing_key, "the-routing-key");
    const texts = renderReceiver(routing, pager, notification);
    assert.equal(event.payload.summary, texts.description);
    assert.equal(event.payload.severity, "critical");
    const details = event.payload.custom_details as Record<string, string>;
    for (const name of Object.keys(pager.details))
      assert.equal(details[name], texts[`details.${name}`], name);

    const { alerts } = await sentTo<{ alerts: { labels: Labels }[] }>("/webhook");
    assert.deepEqual(alerts[0]?.labels, SLOW.labels);
  });

  it("has every template of its own that the check takes for defined", async () => {
    writeFileSync(join(folder, "own"), `${address}/own`);
    const calls = OWN_TEMPLATES.map((name) =>
      name === "pagerduty.default.instances" || name.startsWith("__text")
        ? `{{ template "${name}" .Alerts }}`
        : `{{ template "${name}" . }}`,
    );
    const channel = slack({
      name: "own",
      channel: "#own",
      apiUrlFile: "own",
      title: "all",
      text: calls.join(""),
    });
    await using alertmanager = await Alertmanager.start(routingTo(channel));
    await alertmanager.fire([SLOW]);
    const { attachments } = await sentTo<{ attachments: { title: string }[] }>("/own");
    assert.equal(attachments[0]?.title, "all");
  });

  it("silences the alerts that the simulation says", async () => {
    const inhibitions = [
      inhibit({ source: { a: "x" }, target: { a: matching("y|xy") }, equal: ["b"] }),
      inhibit({ source: { b: "y" }, target: { b: "" }, equal: ["a"] }),
      inhibit({
        source: { severity: matching(".+"), b: "" },
        target: { a: matching("x.*|a.*") },
        equal: ["severity"],
      }),
      inhibit({ source: { a: "a|b" }, target: { a: "a|b", b: matching(".*") }, equal: [] }),
    ];
    const routing = { ...routingTo(webhook({ name: "hook", url: `${address}/many` })), inhibitions };
    const sampled = fc.sample(anyLabels, { numRuns: 60, seed: 3 });
    const all = [...new Map(sampled.map((labels) => [keyOf(labels), labels])).values()];
    await using alertmanager = await Alertmanager.start(routing);
    await alertmanager.fire(all.map((labels) => ({ labels })));
    const expected = all.filter((labels) => {
      const firing = all.filter((one) => one !== labels);
      return simulate(routing, labels, { firing }).inhibitedBy.length > 0;
    });
    assert.ok(expected.length > 3 && expected.length < all.length - 3, String(expected.length));
    const inhibited = async () => {
      const alerts = await alertmanager.alerts();
      const told = alerts.filter(({ status }) => status.inhibitedBy.length > 0);
      assert.deepEqual(told.map(({ labels }) => keyOf(labels)).sort(), expected.map(keyOf).sort());
      return true;
    };
    await until("the same alerts to be inhibited", inhibited, 5_000);
  });

  it("tells nobody of alerts that silence each other in a ring", async () => {
    const ring = ["a", "b", "c"].map((alertname) => ({ alertname }));
    const inhibitions = ring.map((source, i) =>
      inhibit({ source, target: ring[(i + 1) % ring.length]!, equal: [] }),
    );
    const routing = { ...routingTo(webhook({ name: "hook", url: `${address}/ring` })), inhibitions };
    await using alertmanager = await Alertmanager.start(routing);
    await alertmanager.fire(ring.map((labels) => ({ labels })));
    const silenced = async () => {
      const alerts = await alertmanager.alerts();
      assert.deepEqual(
        alerts.map(({ status }) => status.inhibitedBy.length),
        [1, 1, 1],
      );
      return true;
    };
    await until("all of them to be silenced", silenced, 5_000);
  });
});

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort());
}
