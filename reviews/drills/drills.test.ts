import assert from "node:assert/strict";
import { after, test } from "node:test";
import { pino } from "pino";
import { until } from "../../test/until.ts";
import { createApp } from "../app.ts";
import { type Person, startApplication } from "../application.fixture.ts";
import { EXCEPTION_TYPES } from "../metrics.ts";
import { DRILLS } from "./registry.ts";

const { app: plain, bus, metrics, pool, value, admin: signIn, person, propose } = await startApplication();
const checks = new Set<string>();
const health = {
  add({ name }: { name: string }) {
    assert.ok(!checks.has(name));
    checks.add(name);
    return () => void checks.delete(name);
  },
};
const app = await createApp({
  ...{ bus, metrics, log: pino({ level: "silent" }), signingKey: "k".repeat(32), version: "0.0.0" },
  settings: { RATE_LIMIT: "off", RATE_LIMIT_CREDENTIALS: 20, TRUST_PROXY: undefined, NODE_ENV: "test" },
  farol: { fastify: () => async () => {} },
  drills: { pool, health },
});
after(() => app.close());
const admin = await signIn();

async function drill(name: string, input: object = {}, as: Person | null = admin) {
  const headers = as === null ? {} : { authorization: `Bearer ${as.token}` };
  const answer = await app.inject({
    method: "POST",
    url: `/api/v1/drills/${name}`,
    payload: input,
    headers,
  });
  return answer.statusCode;
}

async function list(): Promise<{ name: string; summary: string; running: number }[]> {
  const headers = { authorization: `Bearer ${admin.token}` };
  return (await app.inject({ url: "/api/v1/drills", headers })).json().items;
}

async function pendingStatus(): Promise<number> {
  const headers = { authorization: `Bearer ${admin.token}` };
  return (await app.inject({ url: "/api/v1/reviews/pending", headers })).statusCode;
}

const allEnded = () =>
  until("all drills to end", async () => (await list()).every(({ running }) => running === 0) || undefined);

test("there are no drills unless they are asked for, and then for admins only", async () => {
  const headers = { authorization: `Bearer ${admin.token}` };
  assert.equal((await plain.inject({ url: "/api/v1/drills", headers })).statusCode, 404);
  assert.equal(await drill("latency", {}, null), 401);
  assert.equal(await drill("latency", {}, await person("reviewer")), 403);
  assert.deepEqual(
    (await list()).map(({ name }) => name),
    DRILLS.map(({ name }) => name),
  );
});

test("each is described", async () => {
  const { paths } = (await app.inject("/openapi.json")).json();
  for (const { name, summary } of DRILLS) assert.equal(paths[`/api/v1/drills/${name}`].post.summary, summary);
});

test("what it cannot do is refused", async () => {
  assert.equal(await drill("slow-queries", { seconds: 0 }), 400);
  assert.equal(await drill("endpoint-errors", { endpoint: "/api/v1/nowhere" }), 400);
  await allEnded();
});

test("each ends by itself, also beside itself and all others, and leaves nothing behind", async () => {
  const input = { seconds: 2, times: 1, milliseconds: 50, mebibytes: 10, atOnce: 2 };
  const others = DRILLS.filter(({ name, where }) => where === "background" && name !== "pool-exhaustion");
  const answers = await Promise.all([...others, ...others].map(({ name }) => drill(name, input)));
  assert.deepEqual(new Set(answers), new Set([200]));
  for (const { name, running } of await list())
    assert.equal(running, others.some((other) => other.name === name) ? 2 : 0, name);
  assert.equal(checks.size, 2);
  await allEnded();
  assert.equal(await drill("pool-exhaustion", { seconds: 1 }), 200);
  await until("every connection to be taken", async () => pool.idleCount === 0 || undefined);
  await allEnded();
  assert.equal(checks.size, 0);
  assert.equal(pool.idleCount, pool.totalCount);
  const { rows } = await pool.query(
    "SELECT (SELECT count(*)::int FROM pg_tables WHERE tablename LIKE 'drill%') AS tables, (SELECT count(*)::int FROM pg_locks WHERE relation = 'reviews'::regclass) AS locks",
  );
  assert.deepEqual(rows, [{ tables: 0, locks: 0 }]);
  assert.equal(await pendingStatus(), 200);
});

test("an endpoint fails for as many requests as was said, and no other does", async () => {
  const before = value("exceptions_total", { type: "Error" });
  assert.equal(await drill("endpoint-errors", { requests: 2 }), 200);
  assert.deepEqual([await pendingStatus(), (await app.inject("/openapi.json")).statusCode], [500, 200]);
  assert.deepEqual([await pendingStatus(), await pendingStatus()], [500, 200]);
  assert.equal(value("exceptions_total", { type: "Error" }) - before, 2);
  await allEnded();
});

test("an exception of each class is thrown and counted", async () => {
  for (const type of EXCEPTION_TYPES) {
    const before = value("exceptions_total", { type });
    assert.equal(await drill("exceptions", { type }), 500);
    assert.equal(value("exceptions_total", { type }) - before, 1, type);
  }
});

test("a page of reviews asks for the comments of each", async (t) => {
  const proposer = await person("proposer");
  for (let i = 0; i < 3; i++) await propose(proposer);
  const query = t.mock.method(pool, "query");
  await drill("repeated-queries", { reviews: 2 });
  const asked = query.mock.calls.filter(({ arguments: [text] }) => /FROM comments/.test(String(text)));
  assert.equal(asked.length, 2);
});

test("the event loop stands still for as long as was said", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const before = performance.eventLoopUtilization();
  await drill("event-loop-block", { milliseconds: 100 });
  clearInterval(timer);
  assert.ok(performance.eventLoopUtilization(before).active >= 100);
  assert.ok(turns < 50, `${turns} turns of other work`);
});

test("a drill ends with the application", async () => {
  assert.equal(await drill("connection-leak", { seconds: 3600 }), 200);
  assert.equal(await drill("table-bloat", { seconds: 3600, rows: 1000 }), 200);
  await until("the leak", async () => pool.idleCount < pool.totalCount || undefined);
  await app.close();
  assert.equal(pool.idleCount, pool.totalCount);
});
