import assert from "node:assert/strict";
import type { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import pg from "pg";
import { recordedHost } from "../../../test/recorded-host.ts";
import type { ApplicationHost } from "../../model/index.ts";
import { driverContract } from "./driver.contract.ts";
import { instrumentPg } from "./index.ts";
import { pgFixture, selects } from "./pg/pg.fixture.ts";

const { opened } = pgFixture();

driverContract({
  name: "pg",
  sleep: (ms) => `SELECT pg_sleep(${ms / 1000})`,
  open(host: ApplicationHost, slowMs: number) {
    const pool = opened({ max: 2 });
    const { name, statistics, uninstall } = instrumentPg(host, pool, { slowMs });
    return {
      name,
      statistics,
      uninstall,
      query: (sql) => pool.query(sql),
      connect: () => pool.connect(),
      end: () => pool.end(),
    };
  },
});

describe("uninstall", () => {
  /** What the driver itself writes anew with each query and checkout. */
  const CHANGING = ["readyForQuery", "release"];
  const picture = (target: object) => ({
    properties: Object.getOwnPropertyNames(target)
      .filter((name) => !name.startsWith("_") && !CHANGING.includes(name))
      .map((name) => [name, Object.getOwnPropertyDescriptor(target, name)]),
    keys: Reflect.ownKeys(target).length,
    listeners: (target as EventEmitter)
      .eventNames()
      .map((name) => [name, (target as EventEmitter).listenerCount(name)]),
  });

  it("leaves pool, clients and driver as they were, also while queries run", async () => {
    const pool = opened();
    // The driver gives a client further properties with its first query and its first release.
    await Promise.all([pool.query("SELECT 1"), pool.query("SELECT 1")]);
    const [busy, idle] = await Promise.all([pool.connect(), pool.connect()]);
    const prototypes = [pg.Pool, pg.Client, pg.Query].map((it) =>
      Object.getOwnPropertyDescriptors(it.prototype),
    );
    const before = [pool, busy].map(picture);

    const host = recordedHost();
    const watch = instrumentPg(host, pool);
    busy.release();
    const again = await pool.connect();
    assert.equal(again, busy);
    assert.equal(Object.hasOwn(again, "query"), true);
    const running = again.query("SELECT pg_sleep(0.01), 1 AS a");
    watch.uninstall();

    assert.deepEqual([pool, busy].map(picture), before);
    assert.deepEqual(
      [pg.Pool, pg.Client, pg.Query].map((it) => Object.getOwnPropertyDescriptors(it.prototype)),
      prototypes,
    );
    assert.equal((await running).rows[0].a, 1);
    await again.query("SELECT 1");
    assert.equal(selects(host), 0);
    again.release();
    idle.release();
    await pool.end();
  });

  it("can be followed by watching again", async () => {
    const host = recordedHost();
    const pool = opened();
    const first = instrumentPg(host, pool);
    assert.equal(instrumentPg(host, pool), first);
    first.uninstall();
    first.uninstall();
    assert.notEqual(instrumentPg(host, pool), first);
    await pool.query("SELECT 1");
    assert.equal(selects(host), 1);
    await pool.end();
  });
});

describe("a pool's name", () => {
  it("is default, then the database's, then one with a number; and free again after uninstall", () => {
    const host = recordedHost();
    const watch = (config: pg.PoolConfig, name?: string) =>
      instrumentPg(host, new pg.Pool(config), name === undefined ? {} : { name });
    const first = watch({});
    assert.equal(first.name, "default");
    assert.equal(watch({ connectionString: "postgres://host/reviews?x=1" }).name, "reviews");
    assert.equal(watch({ database: "reviews" }).name, "reviews_2");
    assert.equal(watch({}).name, "default_2");
    assert.equal(watch({}, "own").name, "own");
    assert.equal(watch({}, "own").name, "own_2");
    first.uninstall();
    assert.equal(watch({ database: "x" }).name, "default");
  });
});
