import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type pg from "pg";
import { type RecordedHost, recordedHost } from "../../../../test/recorded-host.ts";
import { ManualClock } from "../../../model/index.ts";
import { type HeldConnection, instrumentPg } from "../index.ts";
import { ofPool, pgFixture } from "./pg.fixture.ts";

const { opened } = pgFixture();

/** A watched pool on which nothing may be held for longer than 30 s, and a way to let time pass. */
function watchedPool(t: TestContext) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const clock = new ManualClock(1_000_000);
  const host = recordedHost(clock);
  const pool = opened({ max: 2 });
  const watch = instrumentPg(host, pool);
  t.after(() => pool.end());
  const pass = (ms: number) => {
    clock.advance(ms);
    t.mock.timers.tick(1000);
  };
  return { host, pass, pool, watch };
}

const leaks = (host: RecordedHost) => ofPool(host, "db_connection_leaks_total");
const withoutPlace = (held: readonly HeldConnection[]) =>
  held.map((it) => ({ ...it, place: it.place && "here" }));

describe("who holds a connection of a pool", () => {
  it("is told with the place that took it, since when, and what runs on it, until it is given back", async (t) => {
    const { pass, pool, watch } = watchedPool(t);
    const client = await pool.connect();
    pass(500);
    const running = client.query("SELECT pg_sleep(0.01)");
    const held = watch.held();
    assert.match(held[0]!.place!, /^src\/integrations\/database\/pg\/held\.test\.ts:\d+$/);
    const taken = { sinceMs: 1_000_000, heldMs: 500, endpoint: undefined, place: "here" };
    assert.deepEqual(withoutPlace(held), [{ ...taken, shape: "SELECT pg_sleep(?)" }]);
    await running;
    assert.deepEqual(withoutPlace(watch.held()), [{ ...taken, shape: undefined }]);
    client.release();
    assert.deepEqual(watch.held(), []);
  });

  it("is told for callbacks, too, and through layers of an application's own", async (t) => {
    const { pool, watch } = watchedPool(t);
    const layered = async () => await (async () => await pool.connect())();
    const client = await layered();
    const other = await new Promise<pg.PoolClient>((resolve) => pool.connect((_error, it) => resolve(it!)));
    assert.deepEqual(
      watch.held().map(({ place }) => place?.replace(/\d+$/, "")),
      Array(2).fill("src/integrations/database/pg/held.test.ts:"),
    );
    client.release();
    other.release();
  });

  it("is counted as a leak once a checkout, when it is not given back in time", async (t) => {
    const { host, pass, pool } = watchedPool(t);
    for (let checkout = 1; checkout <= 2; checkout++) {
      const client = await pool.connect();
      pass(30_000);
      assert.equal(leaks(host), checkout - 1);
      pass(1);
      pass(60_000);
      assert.equal(leaks(host), checkout);
      client.release();
    }
    assert.match(
      JSON.stringify(host.lines[0]),
      /not given back.*held\.test\.ts|held\.test\.ts.*not given back/,
    );
  });

  it("is no leak where each statement takes its own, however long ago the first was", async (t) => {
    const { host, pass, pool, watch } = watchedPool(t);
    for (let i = 0; i < 3; i++) {
      await pool.query("SELECT 1");
      pass(20_000);
    }
    assert.deepEqual([leaks(host), watch.held()], [0, []]);
  });

  it("is counted with its shape where one statement does not end", async (t) => {
    const { host, pass, pool } = watchedPool(t);
    const client = await pool.connect();
    for (const sql of ["CREATE TABLE held ()", "BEGIN", "LOCK TABLE held"]) await client.query(sql);
    const hanging = pool.query("SELECT * FROM held WHERE 1 = 2");
    await new Promise<void>((resolve) => pool.once("acquire", () => setImmediate(resolve)));
    pass(30_001);
    assert.equal(leaks(host), 2);
    const lines = host.lines.map(({ fields, message }) => [message, (fields as { shape?: string }).shape]);
    assert.deepEqual(lines, [
      ["A connection is not given back", undefined],
      ["A query does not end", "SELECT * FROM held WHERE ? = ?"],
    ]);
    await client.query("COMMIT");
    client.release();
    await hanging;
  });

  it("does not matter to a connection that failed, or is used after it was given back", async (t) => {
    const { pool, watch } = watchedPool(t);
    const client = await pool.connect();
    const late = client.query("SELECT pg_sleep(0.01)");
    client.release();
    await late;
    await assert.rejects(pool.query("SELECT no_such_column"));
    assert.deepEqual(watch.held(), []);
    const again = await pool.connect();
    const running = again.query("SELECT 1");
    assert.equal(watch.held()[0]!.shape, "SELECT ?");
    await running;
    again.release();
  });
});
