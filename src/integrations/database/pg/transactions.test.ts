import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type RecordedHost, recordedHost } from "../../../../test/recorded-host.ts";
import { instrumentPg } from "../index.ts";
import { ofPool, pgFixture } from "./pg.fixture.ts";

const { opened, watched } = pgFixture();

const outcomes = (host: RecordedHost) =>
  ["commit", "rollback"].map((outcome) => host.value("db_transactions_total", { outcome }));

describe("transactions", () => {
  it(
    "that failed are rolled back, also when they are told to commit",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      await client.query("BEGIN");
      await assert.rejects(client.query("SELECT no_such_column"));
      assert.equal((await client.query("COMMIT")).command, "ROLLBACK");
      client.release();
      assert.deepEqual(outcomes(host), [0, 1]);
    }),
  );

  it(
    "whose COMMIT fails are rolled back",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      await client.query("CREATE TEMPORARY TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
      await client.query("BEGIN");
      await client.query("INSERT INTO t VALUES (1), (1)");
      await assert.rejects(client.query("COMMIT"), { code: "23505" });
      client.release();
      assert.deepEqual(outcomes(host), [0, 1]);
    }),
  );

  it(
    "in one text are counted, each by its own answer",
    watched(async ({ host, pool }) => {
      await pool.query("BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; ROLLBACK");
      assert.deepEqual(outcomes(host), [1, 1]);
    }),
  );

  it(
    "that are chained begin where the one before ends",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      for (const sql of ["BEGIN", "COMMIT AND CHAIN", "ROLLBACK AND CHAIN", "COMMIT"])
        await client.query(sql);
      client.release();
      assert.deepEqual(outcomes(host), [2, 1]);
    }),
  );

  it(
    "that never began do not end",
    watched(async ({ host, pool }) => {
      await pool.query("COMMIT");
      await pool.query("ROLLBACK");
      assert.deepEqual(outcomes(host), [0, 0]);
    }),
  );

  it(
    "that are open when their client is released are rolled back",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      await client.query("BEGIN");
      client.release(true);
      assert.deepEqual(outcomes(host), [0, 1]);
    }),
  );

  it("whose connection is lost are rolled back, and the loss is counted once", async () => {
    const host = recordedHost();
    const pool = opened();
    instrumentPg(host, pool);
    const client = await pool.connect();
    client.on("error", () => {});
    const ended = new Promise((resolve) => client.once("end", resolve));
    await client.query("BEGIN");
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    await pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    await ended;
    assert.deepEqual(outcomes(host), [0, 1]);
    assert.equal(ofPool(host, "db_connection_errors_total"), 1);
    client.release();
    assert.deepEqual(outcomes(host), [0, 1]);
    assert.equal(ofPool(host, "db_connections_recycled_total"), 0);
    await pool.end();
  });
});
