import assert from "node:assert/strict";
import { it } from "node:test";
import { alertmanager } from "../../../define/index.ts";
import { type Answering, LocalServer } from "./fixtures/local-server.fixture.ts";
import { aMessage, anAlert } from "./fixtures/message.fixture.ts";
import { HeardLogger, sent } from "./fixtures/sending.fixture.ts";

const taking: Answering = (_, response) => response.end();
const answering =
  (status: number, headers = {}): Answering =>
  (_, response) =>
    response.writeHead(status, headers).end("no");

async function toldTo(
  answers: readonly Answering[],
  { logger = new HeardLogger(), alerts = [anAlert()], timeoutMs = 10_000 } = {},
) {
  await using stack = new AsyncDisposableStack();
  const servers: LocalServer[] = [];
  for (const answer of answers) servers.push(stack.use(await LocalServer.answering(answer)));
  const receiver = alertmanager({ name: "replicas", urls: servers.map(({ origin }) => `${origin}/below/`) });
  return { became: await sent(receiver, aMessage({ alerts }), { logger, timeoutMs }), servers };
}

it("every replica is told as Prometheus tells it", async () => {
  const ended = anAlert({ status: "resolved", value: null });
  const { became, servers } = await toldTo([taking, taking], { alerts: [anAlert(), ended] });
  assert.deepEqual(became, { outcome: "taken" });
  for (const { received } of servers) {
    assert.deepEqual(
      received.map(({ method, path }) => [method, path]),
      [["POST", "/below/api/v2/alerts"]],
    );
    const [firing, resolved] = JSON.parse(received[0]!.body);
    const fields = ["labels", "annotations", "startsAt", "endsAt", "generatorURL"];
    assert.deepEqual(Object.keys(firing), fields);
    assert.equal(firing.startsAt, "2026-03-01T10:00:00.12Z");
    // twice the route's 4 h and 5 m
    assert.equal(firing.endsAt, "2026-03-01T18:10:00.12Z");
    assert.equal(resolved.endsAt, "2026-03-01T10:10:00.12Z");
  }
});

it("one replica that took it is enough, and the log names the others", async () => {
  const logger = new HeardLogger();
  const { became } = await toldTo([answering(500), taking, answering(400)], { logger });
  assert.deepEqual(became, { outcome: "taken" });
  assert.equal(logger.heard.length, 2);
  assert.match(JSON.stringify(logger.heard), /127\.0\.0\.1:\d+ answered 500: no/);
});

it("a replica that hangs holds up nobody once another took it", { timeout: 30_000 }, async () => {
  const logger = new HeardLogger();
  const { became } = await toldTo([() => {}, taking], { logger, timeoutMs: 600_000 });
  assert.deepEqual(became, { outcome: "taken" });
  assert.match(JSON.stringify(logger.heard), /127\.0\.0\.1:\d+ did not answer in time/);
});

it("it is tried again while one replica may take it, when the first of them wants", async () => {
  const refused = await toldTo([answering(400), answering(404)]);
  assert.equal(refused.became.outcome, "refused");
  const mixed = await toldTo([answering(400), answering(503)]);
  assert.equal(mixed.became.outcome, "retry");
  assert.match(mixed.became.reason, /answered 400: no; .* answered 503: no/);
  const hanging = await toldTo([answering(400), () => {}], { timeoutMs: 1000 });
  assert.equal(hanging.became.outcome, "retry");
  assert.match(hanging.became.reason, /answered 400: no; .* did not answer in time/);
  const busy = (seconds: number) => answering(429, { "retry-after": `${seconds}` });
  const waiting = await toldTo([busy(20), busy(10)]);
  assert.equal(waiting.became.outcome === "retry" && waiting.became.afterMs, 10_000);
});
