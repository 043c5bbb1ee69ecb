import assert from "node:assert/strict";
import { after, before, describe, it, type TestContext } from "node:test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "../../../../test/postgres.ts";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { until } from "../../../../test/until.ts";
import type { Labels, Observation } from "../../../model/index.ts";
import { enterRequest } from "../../../record/index.ts";
import { instrumentPg, type PgOptions } from "../index.ts";

let server: TestPostgres;
before(async () => {
  server = await startPostgres();
});
after(() => server.stop());

/** A watched pool, and a way to ask for what is to be seen of it. */
function diagnosed(t: TestContext, config: pg.PoolConfig = {}, options: PgOptions = {}) {
  const host = recordedHost();
  const pool = new pg.Pool({ connectionString: server.connectionString, ...config });
  const watch = instrumentPg(host, pool, options);
  const clients = new Set<pg.PoolClient>();
  t.after(async () => {
    watch.uninstall();
    for (const client of clients) client.release(true);
    await pool.end();
  });
  const connect = async () => {
    const client = await pool.connect();
    clients.add(client);
    return client;
  };
  const release = (client: pg.PoolClient) => {
    clients.delete(client);
    client.release();
  };
  const look = async (diagnosis: string, labels: Labels = {}): Promise<readonly Observation[]> => {
    const occasion = { alert: "Any", labels, startsAtMs: 0 };
    return (await host.engine.ask("diagnose", { diagnosis, occasion })).flat();
  };
  return { connect, host, look, pool, release, watch };
}

describe("the slowest statements", () => {
  it("are told by their share of the time, with calls and mean, and without values", async (t) => {
    const { look, pool } = diagnosed(t);
    await pool.query("SELECT pg_sleep(0.2), 'secret'");
    for (let i = 0; i < 3; i++) await pool.query("SELECT 1 AS quick");
    const [slow, quick] = await look("slowestStatements");
    assert.match(slow!.text, /^SELECT pg_sleep\(\?\), \?: 1 call, \d\d % of the time, mean \d{3} ms$/);
    assert.ok(Number(slow!.details!.share) > 0.8);
    assert.equal(slow!.block, "SELECT pg_sleep(?), ?");
    assert.match(quick!.text, /^SELECT \? AS quick: 3 calls, /);
  });

  it("are those of the last minutes, not of all days", async (t) => {
    t.mock.timers.enable({ apis: ["setInterval"] });
    const { look, pool } = diagnosed(t);
    await pool.query("SELECT 1 AS before");
    t.mock.timers.tick(150_000);
    assert.equal((await look("slowestStatements")).length, 1);
    t.mock.timers.tick(150_000);
    assert.deepEqual(await look("slowestStatements"), []);
    await pool.query("SELECT 1 AS before");
    const [now] = await look("slowestStatements");
    assert.match(now!.text, /: 1 call, 100 % /);
  });

  it("are five, however many shapes there are", async (t) => {
    const { look, pool } = diagnosed(t);
    for (let i = 0; i < 700; i++) await pool.query(`SELECT 1 AS shape${i}`);
    assert.equal((await look("slowestStatements")).length, 5);
  });

  it("are not answered for any more once the pool is not watched", async (t) => {
    const { look, pool, watch } = diagnosed(t);
    await pool.query("SELECT 1");
    watch.uninstall();
    assert.deepEqual(await look("slowestStatements"), []);
  });
});

describe("repeated statements", () => {
  it("are told with the endpoint, how often, and the place in the code; those of the alert's endpoint alone", async (t) => {
    const { look, pool } = diagnosed(t);
    const request = async (endpoint: string) => {
      // in a turn of its own, as requests are
      await new Promise((resolve) => setImmediate(resolve));
      enterRequest({ endpointOf: () => endpoint }, {});
      for (let i = 0; i < 12; i++) await pool.query("SELECT $1::int AS id", [i]);
    };
    await Promise.all([request("/orders"), request("/users")]);
    assert.equal((await look("repeatedStatements")).length, 2);
    const [only, ...others] = await look("repeatedStatements", { endpoint: "/orders" });
    assert.deepEqual(others, []);
    assert.match(
      only!.text,
      /^\/orders runs up to 12 times a request \(src\/.*diagnoses\.test\.ts:\d+\): SELECT \?::int AS id$/,
    );
  });
});

describe("who holds connections", () => {
  it("is told by place, with the stack that took them, the pool's numbers first", async (t) => {
    const { connect, look, pool, release } = diagnosed(t, { max: 2 });
    async function takeForTest() {
      return await connect();
    }
    const client = await takeForTest();
    await takeForTest();
    const waiting = pool.query("SELECT 1");
    const running = client.query("SELECT pg_sleep(0.2), 'secret'");
    const [numbers, ...holders] = await look("connectionHolders");
    assert.equal(numbers!.text, "Pool default: 2 of 2 connections in use, 1 checkout waits for one");
    assert.equal(holders.length, 2);
    const runs = holders.find(({ text }) => text.includes("pg_sleep"))!;
    assert.match(runs.text, /^1 connection, held for .*diagnoses\.test\.ts:\d+: SELECT pg_sleep\(\?\), \?$/);
    assert.match(runs.block!, /takeForTest.*diagnoses\.test\.ts/);
    await running;
    const [, together] = await look("connectionHolders");
    assert.match(together!.text, /^2 connections, held for up to .*diagnoses\.test\.ts:\d+$/);
    release(client);
    await waiting;
  });

  it("looks at ten of many, and not at another pool's than the alert's", async (t) => {
    const { connect, look } = diagnosed(t, { max: 30 });
    for (let i = 0; i < 30; i++) await connect();
    const [numbers, holders] = await look("connectionHolders", { pool: "default" });
    assert.match(numbers!.text, /30 of 30/);
    assert.equal(holders!.details!.connections, 10);
    assert.deepEqual(await look("connectionHolders", { pool: "other" }), []);
  });

  it("is nobody when all are free", async (t) => {
    const { look, pool } = diagnosed(t);
    await pool.query("SELECT 1");
    assert.deepEqual(await look("connectionHolders"), []);
  });
});

describe("blocking locks", () => {
  const collected: PgOptions = { statistics: { everyMs: 20 } };

  it("are told by who holds them, for how long, and what waits, without values", async (t) => {
    const { connect, host, look, pool } = diagnosed(t, { application_name: "reviews" }, collected);
    await pool.query("CREATE TABLE orders (id int, name text)");
    const [holder, waiter, third] = [await connect(), await connect(), await connect()];
    await holder.query("BEGIN");
    await holder.query("LOCK TABLE orders; SELECT 'secret'");
    const waits = [waiter, third].map((client) =>
      client.query("UPDATE orders SET name = 'secret' WHERE id = 42"),
    );
    await until(
      "both wait",
      async () => host.value("db_lock_waiters", { pool: "default" }) === 2 || undefined,
    );
    const [blocker] = await look("blockingLocks");
    assert.match(
      blocker!.text,
      /^Process \d+ \(reviews, idle in transaction, in a transaction for .*\) blocks 2 others for up to .* on orders: LOCK TABLE orders; SELECT \?$/,
    );
    assert.match(blocker!.block!, /One that waits: UPDATE orders SET name = \? WHERE id = \?$/);
    assert.equal(JSON.stringify(blocker).includes("secret"), false);
    await holder.query("COMMIT");
    await Promise.all(waits);
    assert.deepEqual(await look("blockingLocks"), []);
  });

  it("cannot be told of a database that does not answer", async (t) => {
    const { host, look, pool } = diagnosed(t, {}, collected);
    pool.on("error", () => {});
    const isUp = (value: number) => async () =>
      host.value("db_up", { pool: "default" }) === value || undefined;
    await until("it is up", isUp(1));
    server.suspend();
    try {
      await assert.rejects(look("blockingLocks"), /the database of the pool default did not answer in time/);
    } finally {
      server.resume();
    }
    await server.halt();
    await until("it is down", isUp(0));
    await assert.rejects(look("blockingLocks"), /the database of the pool default does not answer/);
    await server.start();
  });
});
