import assert from "node:assert/strict";
import { after, before, describe, it, type TestContext } from "node:test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "../../../../test/postgres.ts";
import { type RecordedHost, recordedHost } from "../../../../test/recorded-host.ts";
import { until } from "../../../../test/until.ts";
import type { Labels } from "../../../model/index.ts";
import { instrumentPg } from "../index.ts";

const EVERY_MS = 20;
/** A backend keeps to itself for up to 10 s what it adds to the statistics. */
const TOLD_AT_ONCE = "SELECT pg_stat_force_next_flush()";

let server: TestPostgres;
before(async () => {
  server = await startPostgres();
});
after(() => server.stop());

/** A pool whose database is read often, and what was recorded of it; closed after the test. */
function collected(t: TestContext, config: pg.PoolConfig = {}) {
  const host = recordedHost();
  const pool = new pg.Pool({ connectionString: server.connectionString, ...config });
  pool.on("error", () => {});
  const watch = instrumentPg(host, pool, { statistics: { everyMs: EVERY_MS } });
  const clients: pg.PoolClient[] = [];
  t.after(async () => {
    watch.uninstall();
    for (const client of clients) client.release(true);
    await pool.end();
  });
  /** A client in a transaction that waits for no deadlock. */
  const begun = async () => {
    const client = await pool.connect();
    clients.push(client);
    await client.query("BEGIN; SET LOCAL deadlock_timeout = 10");
    return client;
  };
  const value = (name: string, labels: Labels = {}) => host.value(name, { pool: "default", ...labels });
  const shows = (name: string, holds: (value: number | undefined) => boolean, labels: Labels = {}) =>
    until(`${name} ${holds}`, async () => holds(value(name, labels)) || undefined);
  return { begun, host, pool, watch, value, shows };
}

const messages = (host: RecordedHost) => host.lines.map(({ level, message }) => `${level}: ${message}`);

describe("the statistics of a database", () => {
  it("show who waits for a lock, and how long", async (t) => {
    const { begun, pool, shows } = collected(t);
    await pool.query("CREATE TABLE locked ()");
    await shows("db_lock_waiters", (it) => it === 0);
    const [holder, waiter] = [await begun(), await begun()];
    await holder.query("LOCK TABLE locked");
    const waited = waiter.query("LOCK TABLE locked");
    await shows("db_lock_waiters", (it) => it === 1);
    await shows("db_lock_wait_seconds", (it) => it! >= 0.1);
    await holder.query("COMMIT");
    await waited;
    await shows("db_lock_waiters", (it) => it === 0);
    await shows("db_lock_wait_seconds", (it) => it === 0);
  });

  it("count a deadlock", async (t) => {
    const { begun, pool, value, shows } = collected(t);
    await pool.query("CREATE TABLE one (); CREATE TABLE two ()");
    await shows("db_up", (it) => it === 1);
    assert.equal(value("db_deadlocks_total"), 0);
    const [first, second] = [await begun(), await begun()];
    await first.query("LOCK TABLE one");
    await second.query("LOCK TABLE two");
    await Promise.allSettled([first.query("LOCK TABLE two"), second.query("LOCK TABLE one")]);
    for (const client of [first, second]) await client.query("ROLLBACK");
    for (const client of [first, second]) await client.query(TOLD_AT_ONCE);
    await shows("db_deadlocks_total", (it) => it === 1);
  });

  it("show the dead rows of tables until they are vacuumed, and forget tables that are gone", async (t) => {
    const { host, pool, shows } = collected(t, { max: 1 });
    const table = { table: "public.bloated" };
    await pool.query(
      "CREATE TABLE bloated WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 4000) AS id",
    );
    await pool.query("DELETE FROM bloated WHERE id <= 3000");
    await pool.query(TOLD_AT_ONCE);
    await shows("db_table_bloat_ratio", (it) => it === 0.75, table);
    await pool.query("VACUUM bloated");
    await pool.query(TOLD_AT_ONCE);
    await shows("db_table_bloat_ratio", (it) => it === 0, table);
    await pool.query("DROP TABLE bloated");
    await shows("db_table_bloat_ratio", (it) => it === undefined, table);
    assert.deepEqual(host.series("db_table_bloat_ratio"), []);
  });

  it("show what connections do, without Farol's own, and how many reads the cache answers", async (t) => {
    const { begun, host, pool, value, shows } = collected(t);
    await Promise.all([begun(), begun()]);
    await shows("db_connections", (it) => it === 2, { state: "idle in transaction" });
    assert.equal(value("db_connections", { state: "idle" }), 0);
    await shows("db_cache_hit_ratio", (it) => it! > 0.5 && it! <= 1);
    const { rows } = await pool.query("SELECT * FROM pg_stat_activity WHERE application_name = 'farol'");
    assert.equal(rows.length, 1);
    assert.equal(host.value("db_queries_total", { query_type: "SELECT" }), 1);
  });

  it("are read under Farol's name also where the connection string has another", async (t) => {
    const { pool, shows } = collected(t, {
      connectionString: `${server.connectionString}&application_name=reviews`,
    });
    await shows("db_up", (it) => it === 1);
    const { rows } = await pool.query("SELECT * FROM pg_stat_activity WHERE application_name = 'farol'");
    assert.equal(rows.length, 1);
  });

  it("leave out what the user may not read, with one line, and read the rest", async (t) => {
    const admin = new pg.Pool({ connectionString: server.connectionString });
    await admin.query("CREATE ROLE guest LOGIN; REVOKE SELECT ON pg_stat_database FROM PUBLIC");
    t.after(async () => {
      await admin.query("GRANT SELECT ON pg_stat_database TO PUBLIC");
      await admin.end();
    });
    const { host, shows } = collected(t, {
      connectionString: server.connectionString.replace("postgres@", "guest@"),
    });
    const busy = await admin.connect();
    await shows("db_connections", (it) => it! > 0, { state: "other" });
    busy.release();
    await shows("db_up", (it) => it === 1);
    await shows("db_lock_waiters", (it) => it === 0);
    assert.deepEqual(messages(host), ["warn: PostgreSQL's statistics cannot be read in full"]);
    assert.match(JSON.stringify(host.lines[0]!.fields), /"totals".*permission denied/);
  });

  it("are taken away with the watch", async (t) => {
    const { host, value, shows, watch } = collected(t);
    await shows("db_up", (it) => it === 1);
    watch.uninstall();
    for (const name of ["db_up", "db_lock_wait_seconds", "db_cache_hit_ratio"])
      assert.equal(value(name), undefined);
    assert.deepEqual(host.series("db_connections"), []);
  });
});

describe("whether a database answers", () => {
  it("is not doubted when Farol's own connection is ended", async (t) => {
    const { host, pool, shows, value } = collected(t);
    await shows("db_up", (it) => it === 1);
    const own = "SELECT pid FROM pg_stat_activity WHERE application_name = 'farol'";
    const { rows } = await pool.query(own);
    await pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    await until("another connection", async () => {
      const { rows: now } = await pool.query(own);
      return now[0] !== undefined && now[0].pid !== rows[0].pid ? now : undefined;
    });
    assert.equal(value("db_up"), 1);
    assert.deepEqual(messages(host), []);
  });

  it("is seen at once when it is stopped, and when it is back, with a line each", async (t) => {
    const { host, shows, value } = collected(t);
    await shows("db_lock_waiters", (it) => it === 0);
    await server.halt();
    await shows("db_up", (it) => it === 0);
    assert.equal(value("db_lock_waiters"), undefined);
    await server.start();
    await shows("db_up", (it) => it === 1);
    await shows("db_lock_waiters", (it) => it === 0);
    assert.deepEqual(messages(host), [
      "error: The database does not answer",
      "info: The database answers again",
    ]);
  });
});
