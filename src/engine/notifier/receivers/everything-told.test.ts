import assert from "node:assert/strict";
import { it } from "node:test";
import { alertmanager, consoleReceiver, pagerDuty, slack, webhook } from "../../../define/index.ts";
import type { Receiver } from "../../../model/index.ts";
import { LocalServer } from "./fixtures/local-server.fixture.ts";
import { decodedMail, sentByMail } from "./fixtures/mail.fixture.ts";
import { aMessage, anAlert, BEGAN_MS, EVIDENCE } from "./fixtures/message.fixture.ts";
import { pagerDutyServer, ROUTING_KEY } from "./fixtures/pagerduty.fixture.ts";
import { HeardLogger, sent } from "./fixtures/sending.fixture.ts";
import { slackServer, WEBHOOK_PATH } from "./fixtures/slack.fixture.ts";
import { MailServer } from "./fixtures/smtp.fixture.ts";

const message = aMessage({ alerts: [anAlert({ value: 1.5, evidence: EVIDENCE })] });
const HALF_AN_HOUR_MS = 1_800_000;

/** What a person needs who is told of an alert, whoever tells. */
const EVERYTHING = {
  summary: /Queries of reviews/,
  value: /\b1\.5\b/,
  "the name": /SlowQueries/,
  "a label": /\bservice\W+reviews\b/,
  severity: /critical/i,
  runbook: /https:\/\/example\.org\/RB-005-slow-queries\.md/,
  "dashboard at the time": RegExp(
    `https://grafana\\.example\\.org/d/database\\?from=${BEGAN_MS - HALF_AN_HOUR_MS}&(?:amp;)?to=${message.atMs + HALF_AN_HOUR_MS}`,
  ),
  evidence: /Slowest statements:\n- 83 % of the time\n {4}SELECT \* FROM reviews/,
};

/** The texts of JSON, with their lines as they are read. */
function read(json: string): string {
  return json.replaceAll("\\n", "\n");
}

async function toldOverHttp(server: LocalServer, receiver: Receiver): Promise<string> {
  await using _ = server;
  const files = { slack: `${server.origin}${WEBHOOK_PATH}`, pagerduty: ROUTING_KEY };
  assert.deepEqual(await sent(receiver, message, { files }), { outcome: "taken" });
  return read(server.received[0]!.body);
}

const KINDS: Readonly<Record<Receiver["kind"], () => Promise<string>>> = {
  pagerDuty: async () => {
    const server = await pagerDutyServer();
    const url = `${server.origin}/v2/enqueue`;
    return toldOverHttp(server, pagerDuty({ name: "tested", routingKeyFile: "pagerduty", url }));
  },
  slack: async () =>
    toldOverHttp(await slackServer(), slack({ name: "tested", channel: "#oncall", apiUrlFile: "slack" })),
  webhook: async () => {
    const server = await LocalServer.answering((_, response) => response.end());
    return toldOverHttp(server, webhook({ name: "tested", url: server.origin }));
  },
  alertmanager: async () => {
    const server = await LocalServer.answering((_, response) => response.end());
    return toldOverHttp(server, alertmanager({ name: "tested", urls: [server.origin] }));
  },
  email: async () => {
    await using server = await MailServer.listening();
    assert.deepEqual(await sentByMail(server.smarthost, {}, {}, message), { outcome: "taken" });
    return decodedMail(server.received[0]!.raw).replaceAll("\r\n", "\n");
  },
  console: async () => {
    const logger = new HeardLogger();
    await sent(consoleReceiver({ name: "tested" }), message, { logger });
    return read(JSON.stringify(logger.heard));
  },
};

for (const [kind, told] of Object.entries(KINDS))
  it(`a receiver of kind ${kind} is told all that there is to say of an alert`, async () => {
    const text = await told();
    for (const [what, pattern] of Object.entries(EVERYTHING)) assert.match(text, pattern, what);
  });
