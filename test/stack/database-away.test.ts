import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { DatabaseAway, isAway } from "../../reviews/database/faults.ts";
import { withTransaction } from "../../reviews/database/transaction.ts";
import { isUnavailable } from "../../reviews/database/unavailable.ts";
import { startPostgres } from "../postgres.ts";
import { poolFixture } from "./database-pool.fixture.ts";

const server = await startPostgres();
const { open, end, logged, forget } = poolFixture(server.connectionString);
after(async () => {
  await end();
  await server.stop();
});
beforeEach(forget);

test("while the database is away checkouts are refused without asking it, and it is found when it is back", async () => {
  const pool = open();
  await pool.query("SELECT 1");
  await server.halt();
  await assert.rejects(pool.query("SELECT 1"), DatabaseAway);
  assert.equal(pool.isAway, true);
  await logged("the database is away");
  const failed: unknown[] = [];
  pool.connect().catch((error) => failed.push(error));
  // a refusal that asks nobody needs no input or output
  await new Promise((resolve) => process.nextTick(() => queueMicrotask(() => resolve(undefined))));
  assert.ok(isAway(failed[0]));
  await server.start();
  await logged("the database is back");
  assert.equal((await pool.query("SELECT 1")).rowCount, 1);
});

test("a restart under load leaves nothing half done, and every refusal says that the database is away", async () => {
  const pool = open();
  await pool.query("CREATE TABLE halves (id int, half int)");
  let isOver = false;
  let told = 0;
  let next = 0;
  const refusals: unknown[] = [];
  const write = async () => {
    const id = next++;
    try {
      await withTransaction(pool, async (database) => {
        await database.execute(`INSERT INTO halves VALUES (${id}, 1)`);
        await database.execute(`INSERT INTO halves VALUES (${id}, 2)`);
      });
      told++;
    } catch (error) {
      refusals.push(error);
      await new Promise(setImmediate);
    }
  };
  const writers = Array.from({ length: 12 }, async () => {
    while (!isOver) await write();
  });
  await server.halt();
  await logged("the database is away");
  await server.start();
  await logged("the database is back");
  const before = told;
  while (told < before + 50) await new Promise(setImmediate);
  isOver = true;
  await Promise.all(writers);
  assert.ok(refusals.length > 0);
  assert.deepEqual(
    refusals.filter((error) => !isUnavailable(error)),
    [],
  );
  const { rows } = await pool.query(
    "SELECT count(*)::int AS ids, coalesce(bool_and(halves = 2), true) AS whole FROM (SELECT count(*) AS halves FROM halves GROUP BY id)",
  );
  assert.equal(rows[0].whole, true);
  assert.ok(rows[0].ids >= told, `${rows[0].ids} kept, ${told} told done`);
});

test("a server that hangs is given up after the limit for statements, and counts as away until it moves again", async () => {
  const pool = open({ statementMs: 100, max: 2 });
  await pool.query("SELECT 1");
  server.suspend();
  try {
    await assert.rejects(pool.query("SELECT 1"), isUnavailable);
    await logged("the database is away");
    await assert.rejects(pool.connect(), DatabaseAway);
  } finally {
    server.resume();
  }
  await logged("the database is back");
  assert.equal((await pool.query("SELECT 1")).rowCount, 1);
});

test("the server itself ends a statement, and a transaction that does nothing, at their limit", async () => {
  const pool = open({ statementMs: 100 });
  const slow = await pool.query("SELECT pg_sleep(10)").catch((error) => error);
  assert.equal(slow.code, "57014");
  const client = await pool.connect();
  const ended = new Promise<Error & { code?: string }>((resolve) => client.once("error", resolve));
  await client.query("BEGIN");
  assert.equal((await ended).code, "25P03");
  client.release();
});

test("a database that does not exist is told as such, and does not look like a database that is away", async () => {
  const url = new URL(server.connectionString);
  url.pathname = "/nowhere";
  const pool = open({ url: url.href });
  await assert.rejects(pool.connect(), /database "nowhere" does not exist/);
  assert.equal(pool.isAway, false);
});
