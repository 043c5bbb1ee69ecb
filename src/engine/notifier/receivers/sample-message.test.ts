import assert from "node:assert/strict";
import { it } from "node:test";
import { pagerDuty, slack } from "../../../define/index.ts";
import { BEGAN_MS } from "./fixtures/message.fixture.ts";
import { pagerDutyServer, ROUTING_KEY, type TakenEvent } from "./fixtures/pagerduty.fixture.ts";
import { sent } from "./fixtures/sending.fixture.ts";
import { slackServer, type TakenMessage, WEBHOOK_PATH } from "./fixtures/slack.fixture.ts";
import { sampleMessage } from "./sample-message.ts";

const options = { service: "reviews", externalUrl: "https://farol.example.org/", atMs: BEGAN_MS };

it("a sample says that it is a test, and shows where evidence stands", async () => {
  await using server = await slackServer();
  const receiver = slack({ name: "oncall", channel: "#oncall", apiUrlFile: "slack" });
  const files = { slack: `${server.origin}${WEBHOOK_PATH}` };
  assert.deepEqual(await sent(receiver, sampleMessage(receiver, options), { files }), { outcome: "taken" });
  const { attachments } = server.json as TakenMessage;
  assert.equal(attachments[0]?.title, '[FIRING:1] INFO FarolTest: This is a test of the receiver "oncall"');
  assert.match(attachments[0].text, /Nothing is wrong.*Value: 1\n```What diagnoses find stands here/s);
});

it("a sample that has ended ends the incident that the other began", async () => {
  await using server = await pagerDutyServer();
  const url = `${server.origin}/v2/enqueue`;
  const receiver = pagerDuty({ name: "pager", routingKeyFile: "pagerduty", url });
  const samples = [
    sampleMessage(receiver, options),
    sampleMessage(receiver, { ...options, status: "resolved" }),
  ];
  for (const sample of samples)
    assert.equal((await sent(receiver, sample, { files: { pagerduty: ROUTING_KEY } })).outcome, "taken");
  const events = server.received.map(({ body }) => JSON.parse(body) as TakenEvent);
  assert.deepEqual(
    events.map(({ event_action, payload }) => [event_action, payload.severity]),
    [
      ["trigger", "info"],
      ["resolve", "info"],
    ],
  );
  assert.equal(new Set(events.map(({ dedup_key }) => dedup_key)).size, 1);
  assert.notEqual(samples[0]?.id, samples[1]?.id);
});
