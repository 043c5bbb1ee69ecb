import assert from "node:assert/strict";
import { after, test } from "node:test";
import type pg from "pg";
import { withTransaction } from "../../reviews/database/transaction.ts";
import { unavailability } from "../../reviews/database/unavailable.ts";
import { instrumentPg } from "../../src/integrations/database/index.ts";
import { ManualClock } from "../../src/model/index.ts";
import { startPostgres } from "../postgres.ts";
import { recordedHost } from "../recorded-host.ts";
import { poolFixture } from "./database-pool.fixture.ts";

const server = await startPostgres();
const { open, end } = poolFixture(server.connectionString);
after(async () => {
  await end();
  await server.stop();
});

async function backendOf(pool: pg.Pool): Promise<number> {
  return (await pool.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
}

/** Holds this many connections at the same time, then gives them back. */
async function openAtOnce(pool: pg.Pool, count: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  for (const client of clients) client.release();
}

/** Resolves when as many connections of this pool are closed. Their timers must not outlive a test that mocks timers. */
function closed(pool: pg.Pool, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  pool.on("remove", (client) => client.once("end", () => --left === 0 && resolve()));
  return promise;
}

test("idle connections above those that are kept close, and the kept ones stay", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const pool = open({ kept: 2, max: 5 });
  const threeClosed = closed(pool, 3);
  await openAtOnce(pool, 5);
  assert.equal(pool.totalCount, 5);
  t.mock.timers.tick(30_000);
  assert.equal(pool.totalCount, 2);
  t.mock.timers.tick(600_000);
  assert.equal(pool.totalCount, 2);
  await threeClosed;
});

test("a connection is replaced after an hour", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const pool = open();
  const oneClosed = closed(pool, 1);
  const first = await backendOf(pool);
  t.mock.timers.tick(3_599_000);
  assert.equal(await backendOf(pool), first);
  t.mock.timers.tick(1000);
  assert.notEqual(await backendOf(pool), first);
  await oneClosed;
});

test("who waits too long for a connection is told so, and Farol counts it", async () => {
  const host = recordedHost();
  const pool = open({ max: 2, waitMs: 50 });
  const watch = instrumentPg(host, pool);
  const held = await Promise.all([pool.connect(), pool.connect()]);
  const error = await pool.query("SELECT 1").catch((reason) => reason);
  assert.equal(unavailability(error), "All connections to the database are busy; try again.");
  assert.equal(host.value("db_pool_timeouts_total", { pool: watch.name }), 1);
  assert.equal(pool.isAway, false);
  for (const client of held) client.release();
  assert.equal((await pool.query("SELECT 1")).rowCount, 1);
});

test("connections that stopped answering while they were idle are replaced unseen", async () => {
  const clock = new ManualClock();
  const pool = open({ clock });
  await openAtOnce(pool, 3);
  const stopped = [await backendOf(pool)];
  process.kill(stopped[0]!, "SIGSTOP");
  clock.advance(5000);
  try {
    assert.notEqual(await backendOf(pool), stopped[0]);
    assert.equal(pool.totalCount, 1);
  } finally {
    process.kill(stopped[0]!, "SIGCONT");
  }
});

test("a connection that was used a moment ago is not checked", async () => {
  const clock = new ManualClock();
  const pool = open({ clock });
  const texts: string[] = [];
  pool.once("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: [string | { text: string }]) => {
        texts.push(typeof args[0] === "string" ? args[0] : args[0].text);
        return query(...args);
      },
    });
  });
  await pool.query("SELECT 2");
  clock.advance(4999);
  await pool.query("SELECT 3");
  clock.advance(5000);
  await pool.query("SELECT 4");
  assert.deepEqual(texts, ["SELECT 2", "SELECT 3", "SELECT 1", "SELECT 4"]);
});

test("connections that the server ends under load cost no transaction, and none happens twice", async () => {
  const pool = open();
  await pool.query("CREATE TABLE kept (n int)");
  const killer = open({ max: 1 });
  let isOver = false;
  const killing = (async () => {
    let killed = 0;
    while (!isOver) {
      const { rowCount } = await killer.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND state = 'idle in transaction' LIMIT 1",
      );
      killed += rowCount ?? 0;
    }
    return killed;
  })();
  const write = (n: number) =>
    withTransaction(pool, async (database) => {
      await database.execute(`INSERT INTO kept VALUES (${n})`);
      await database.execute("SELECT 1");
    });
  const ended: PromiseSettledResult<void>[] = [];
  for (let n = 0; n < 400; n += 20)
    ended.push(...(await Promise.allSettled(Array.from({ length: 20 }, (_, i) => write(n + i)))));
  isOver = true;
  assert.ok((await killing) > 0);
  const { rows } = await pool.query(
    "SELECT count(*)::int AS all, count(DISTINCT n)::int AS distinct FROM kept",
  );
  const done = ended.filter(({ status }) => status === "fulfilled").length;
  const unclear = ended.filter((it) => it.status === "rejected" && unavailability(it.reason)).length;
  assert.equal(done + unclear, 400);
  assert.equal(rows[0].all, rows[0].distinct);
  assert.ok(rows[0].all >= done, `${rows[0].all} kept of ${done} that were told done`);
  assert.ok(done > 300, `${done} done`);
});
