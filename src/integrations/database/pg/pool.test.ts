import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import pg from "pg";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { instrumentPg } from "../index.ts";
import { ofPool, pgFixture } from "./pg.fixture.ts";

const { opened, watched } = pgFixture();

describe("a pool's connections", () => {
  it(
    "count a wait that ran out, and say how long it was",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      // Set only now, since it limits the opening of a connection, too, which may take long on a busy machine.
      Reflect.set(pool.options, "connectionTimeoutMillis", 20);
      await assert.rejects(pool.query("SELECT 1"), /timeout exceeded/);
      assert.equal(ofPool(host, "db_pool_timeouts_total"), 1);
      assert.equal(ofPool(host, "db_pool_connections_waiting"), 0);
      assert.equal(ofPool(host, "db_connection_errors_total"), 0);
      assert.ok(host.sum("db_connection_pool_wait_seconds", { pool: "default" }) >= 0.019);
      client.release();
    }),
  );

  it("count one that cannot be opened, and not the misuse of a pool that has ended", async () => {
    const host = recordedHost();
    const pool = new pg.Pool({ host: "/nowhere" });
    instrumentPg(host, pool);
    await assert.rejects(pool.query("SELECT 1"), { code: "ENOENT" });
    await assert.rejects(pool.connect(), { code: "ENOENT" });
    await new Promise((resolve) => pool.connect(resolve));
    assert.equal(ofPool(host, "db_connection_errors_total"), 3);
    assert.equal(ofPool(host, "db_pool_connections_active"), 0);
    await pool.end();
    await assert.rejects(pool.connect(), /after calling end/);
    assert.equal(ofPool(host, "db_connection_errors_total"), 3);
  });

  it("count one that is lost while it is idle, and leave the pool's error to the application", async () => {
    const host = recordedHost();
    const [pool, other] = [opened(), opened()];
    instrumentPg(host, pool);
    const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
    const told = new Promise((resolve) => pool.once("error", resolve));
    const removed = new Promise((resolve) => pool.once("remove", resolve));
    await other.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    assert.match(String(await told), /terminating connection/);
    await removed;
    assert.equal(ofPool(host, "db_connection_errors_total"), 1);
    assert.equal(ofPool(host, "db_pool_connections_idle"), 0);
    await Promise.all([pool.end(), other.end()]);
  });

  const recycled = async (config: pg.PoolConfig): Promise<number | undefined> => {
    const host = recordedHost();
    const pool = opened(config);
    instrumentPg(host, pool);
    const removed = once(pool, "remove");
    await pool.query("SELECT 1");
    await removed;
    assert.equal(ofPool(host, "db_pool_connections_idle"), 0);
    await pool.end();
    return ofPool(host, "db_connections_recycled_total");
  };

  it("count those that were used often enough as recycled", async () => {
    assert.equal(await recycled({ maxUses: 1 }), 1);
  });

  it("count those that are old enough as recycled", async () => {
    assert.equal(await recycled({ maxLifetimeSeconds: 0.05 }), 1);
  });

  it("do not count those that were idle for long as recycled", async () => {
    assert.equal(await recycled({ idleTimeoutMillis: 5 }), 0);
  });

  it("work with callbacks, and hand over the driver's own release", async () => {
    const host = recordedHost();
    const pool = opened();
    instrumentPg(host, pool);
    const [error, client, release] = await new Promise<unknown[]>((resolve) => {
      assert.equal(
        pool.connect((...args: unknown[]) => resolve(args)),
        undefined,
      );
    });
    assert.equal(error, undefined);
    assert.equal(release, (client as pg.PoolClient).release);
    (release as () => void)();
    assert.equal(ofPool(host, "db_connection_pool_wait_seconds"), 1);
    await pool.end();
  });
});
