import assert from "node:assert/strict";
import { it } from "node:test";
import { ManualClock } from "../../../model/index.ts";
import { type Answering, LocalServer } from "./fixtures/local-server.fixture.ts";
import { HeardLogger } from "./fixtures/sending.fixture.ts";
import { Heartbeat, type HeartbeatOptions } from "./heartbeat.ts";
import { SecretFiles } from "./secrets/secret-files.ts";

const PATH = "/ping/0b5b5b5b-secret";

async function beating(answer: Answering, changes: Partial<HeartbeatOptions> = {}) {
  const server = await LocalServer.answering(answer);
  const environment = { FAROL_SECRET_PING: `${server.origin}${PATH}` };
  const logger = new HeardLogger();
  const clock = new ManualClock(1_000);
  const secrets = new SecretFiles({ folder: "/nowhere", environment });
  const heartbeat = new Heartbeat({ to: { urlFile: "ping" }, secrets, clock, logger, ...changes });
  return { server, heartbeat, logger, clock };
}

it("a heartbeat asks for its address at once and at each interval, until it is closed", async () => {
  const heard = Promise.withResolvers<void>();
  const answer: Answering = (_, response) => {
    response.end();
    if (server.received.length === 3) heard.resolve();
  };
  const { server, heartbeat } = await beating(answer, { intervalMs: 5 });
  await using _ = server;
  heartbeat.start();
  await heard.promise;
  heartbeat.close();
  assert.deepEqual([server.received[0]?.method, server.received[0]?.path], ["GET", PATH]);
});

it("a heartbeat shows what became of its last beat, and the log hears of changes only", async () => {
  let status = 503;
  const { server, heartbeat, logger, clock } = await beating(({ path }, response) =>
    response.writeHead(status).end(path),
  );
  await using _ = server;
  assert.equal(heartbeat.last, undefined);
  await heartbeat.beat();
  clock.advance(60_000);
  await heartbeat.beat();
  const reason = "the address in ping answered 503: [secret]";
  assert.deepEqual(heartbeat.last, { atMs: 61_000, outcome: "retry", reason });
  status = 200;
  clock.advance(60_000);
  await heartbeat.beat();
  assert.deepEqual(heartbeat.last, { atMs: 121_000, outcome: "taken" });
  assert.deepEqual(
    logger.heard.map(({ level, message }) => [level, message]),
    [
      ["warn", "The heartbeat is not heard"],
      ["info", "The heartbeat is heard again"],
    ],
  );
});

it("a heartbeat is withheld while what it stands for does not work", async () => {
  let isAlive = false;
  const { server, heartbeat } = await beating((_, response) => response.end(), { isAlive: () => isAlive });
  await using _ = server;
  await heartbeat.beat();
  assert.deepEqual([heartbeat.last?.outcome, server.received.length], ["withheld", 0]);
  isAlive = true;
  await heartbeat.beat();
  assert.deepEqual([heartbeat.last?.outcome, server.received.length], ["taken", 1]);
});

it("a heartbeat that is not answered is given up in time", async () => {
  const { server, heartbeat } = await beating(() => {}, { timeoutMs: 100 });
  await using _ = server;
  await heartbeat.beat();
  assert.deepEqual(heartbeat.last, { atMs: 1_000, outcome: "retry", reason: "no answer within 0.1 s" });
  await server.abandoned();
});

it("a heartbeat that is not answered ends with its closing", async () => {
  const { server, heartbeat, logger } = await beating(() => heartbeat.close());
  await using _ = server;
  await heartbeat.beat();
  assert.deepEqual(heartbeat.last, {
    atMs: 1_000,
    outcome: "retry",
    reason: "stopped before there was an answer",
  });
  assert.deepEqual(logger.heard, []);
});
