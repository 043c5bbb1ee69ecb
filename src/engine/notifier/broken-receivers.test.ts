import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "../../../test/until.ts";
import { defineRouting, route, webhook } from "../../define/index.ts";
import { silentLogger, systemClock } from "../../model/index.ts";
import { openDatabase } from "../database/index.ts";
import { named, reported } from "./notifier.fixture.ts";
import { type Answering, LocalServer } from "./receivers/fixtures/local-server.fixture.ts";
import { senderOf } from "./receivers/index.ts";
import { startNotifier } from "./start-notifier.ts";

/** What becomes of the first attempt at a receiver, as the listing of messages and the counts show it. */
async function shownOf(url: string) {
  const receiver = webhook({ name: "hook", url });
  const routing = defineRouting({ root: route({ receivers: [receiver], groupWait: "0s" }) });
  const database = openDatabase(":memory:");
  const context = { routing, clock: systemClock, logger: silentLogger };
  const notifier = startNotifier({
    ...{ ...context, database, externalUrl: "" },
    senderOf: (one) => senderOf(one, { ...context, environment: {}, timeoutMs: 1000 }),
  });
  const nowMs = systemClock.now();
  notifier.take([reported(named("A"), nowMs, nowMs + 60_000)]);
  const tried = async () => notifier.deliveries().find(({ attempts }) => attempts > 0);
  const { lastError = "", now } = await until("the first attempt", tried);
  const { retried, failed, waiting } = notifier.numbers().receivers.hook!;
  await notifier.close(0);
  database.close();
  const waitsMs = now.state === "waiting" ? now.nextAttemptMs - nowMs : 0;
  return { lastError, waitsMs, state: now.state, counts: { retried, failed, waiting } };
}

const RETRIED = { retried: 1, failed: 0, waiting: 1 };

async function isRetried(server: LocalServer, reason: RegExp, waitsMs = 0): Promise<void> {
  await using _ = server;
  const shown = await shownOf(server.origin);
  assert.match(shown.lastError, reason);
  assert.deepEqual([shown.state, shown.counts], ["waiting", RETRIED]);
  assert.ok(shown.waitsMs >= waitsMs, `${shown.waitsMs} ms`);
}

const saying =
  (status: number, headers = {}): Answering =>
  (_, response) =>
    response.writeHead(status, headers).end();

it("a receiver that hangs, fails, talks garbage or shows a wrong certificate: each is counted, shown and tried again", async () => {
  await isRetried(await LocalServer.answering(() => {}), /^no answer within 1 s$/);
  await isRetried(await LocalServer.answering(saying(500)), /^127\.0\.0\.1:\d+ answered 500$/);
  await isRetried(await LocalServer.speaking("hello\r\n"), /answered with what is no HTTP/);
  await isRetried(await LocalServer.encrypted(), /has a certificate that nobody vouches for/);
});

it("a receiver that answers 429 is left alone for as long as it asks", async () => {
  const busy = await LocalServer.answering(saying(429, { "retry-after": "30" }));
  await isRetried(busy, /^127\.0\.0\.1:\d+ answered 429$/, 30_000);
});

it("a receiver that refuses a message is counted, and the message shown as failed", async () => {
  await using server = await LocalServer.answering(saying(404));
  const { state, lastError, counts } = await shownOf(server.origin);
  assert.match(lastError, /answered 404$/);
  assert.deepEqual([state, counts], ["failed", { retried: 0, failed: 1, waiting: 1 }]);
});
