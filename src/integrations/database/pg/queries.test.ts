import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import pg from "pg";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { instrumentPg } from "../index.ts";
import { pgFixture, selects } from "./pg.fixture.ts";

const { opened, watched } = pgFixture();

describe("every way to run a query", () => {
  type Callback = (error: Error | null, result: unknown) => void;
  /** Each answers through the callback, or by what it returns. */
  const ways: readonly [string, (target: pg.Pool | pg.PoolClient, heard: Callback) => unknown][] = [
    ["text", (it) => it.query("SELECT 1 AS a")],
    ["text and values", (it) => it.query("SELECT $1::int AS a", [1])],
    ["a config", (it) => it.query({ text: "SELECT $1::int AS a", values: [1] })],
    ["a config and values", (it) => it.query({ text: "SELECT $1::int AS a" }, [1])],
    ["rows as arrays", (it) => it.query({ text: "SELECT 1 AS a", rowMode: "array" })],
    ["a prepared statement", (it) => it.query({ name: "one", text: "SELECT $1::int AS a", values: [1] })],
    ["several statements", (it) => it.query("SELECT 1 AS a; SELECT 2 AS b")],
    ["an error", (it) => it.query("SELECT no_such_column")],
    [
      "a value that cannot be sent",
      (it) => it.query("SELECT $1", [{ toPostgres: () => assert.fail("bad") }]),
    ],
    ["text and a callback", (it, heard) => it.query("SELECT 1 AS a", heard as never)],
    ["text, values and a callback", (it, heard) => it.query("SELECT $1::int AS a", [1], heard as never)],
    ["a config and a callback", (it, heard) => it.query({ text: "SELECT 1 AS a" }, heard as never)],
    ["an error and a callback", (it, heard) => it.query("SELECT no_such_column", heard as never)],
  ];

  /** All that a caller can see. */
  async function seen(target: pg.Pool | pg.PoolClient, run: (typeof ways)[number][1]) {
    const calls: unknown[] = [];
    const answer = await new Promise((resolve) => {
      const heard = function (this: unknown, ...args: [Error | null, unknown]) {
        calls.push((this as object | undefined)?.constructor?.name, args.length);
        resolve(describeAnswer(args[0], args[1]));
      };
      const returned = run(target, heard as Callback);
      calls.push((returned as object | undefined)?.constructor?.name);
      if (returned === undefined) return;
      (returned as Promise<unknown>).then(
        (result) => resolve(describeAnswer(null, result)),
        (error) => resolve(describeAnswer(error, undefined)),
      );
    });
    return { calls, answer };
  }

  function describeAnswer(error: Error | null, result: unknown) {
    const results = [result].flat() as (pg.QueryResult | undefined)[];
    return {
      error: error && [error.constructor.name, error.message, (error as pg.DatabaseError).code],
      results: results.map((it) => it && [it.constructor.name, it.command, it.rowCount, it.rows]),
      isArray: Array.isArray(result),
    };
  }

  for (const [name, run] of ways) {
    it(
      `is as without Farol, and is counted once: ${name}`,
      watched(async ({ host, pool }) => {
        const plain = opened({ max: 1 });
        assert.deepEqual(await seen(pool, run), await seen(plain, run));
        const [client, plainClient] = await Promise.all([pool.connect(), plain.connect()]);
        assert.deepEqual(await seen(client, run), await seen(plainClient, run));
        client.release();
        plainClient.release();
        await plain.end();
        assert.equal(selects(host), 2);
        const errors = /error|cannot/.test(name) ? 2 : 0;
        assert.equal(host.value("db_query_errors_total", { query_type: "SELECT" }), errors);
      }),
    );
  }

  it(
    "works with queries that are objects, with events or a callback",
    watched(async ({ host, pool }) => {
      const client = await pool.connect();
      const events = new pg.Query("SELECT 1 AS a");
      const rows: unknown[] = [];
      events.on("row", (row) => rows.push(row));
      assert.equal(client.query(events), events);
      await once(events, "end");
      assert.deepEqual(rows, [{ a: 1 }]);

      const failing = client.query(new pg.Query("SELECT no_such_column"));
      await once(failing, "error");

      const heard = Promise.withResolvers<unknown>();
      const own = (error: unknown) => heard.resolve(error);
      const query = client.query(new pg.Query("SELECT nothing_here", own)) as pg.Query & {
        callback: unknown;
      };
      assert.match(String(await heard.promise), /nothing_here/);
      assert.equal(query.callback, own);
      client.release();
      assert.equal(selects(host), 3);
      assert.equal(host.value("db_query_errors_total", { query_type: "SELECT" }), 2);
    }),
  );

  it(
    "knows the text of a statement that is run by its name alone",
    watched(async ({ watch, pool }) => {
      const client = await pool.connect();
      await client.query({ name: "two", text: "SELECT 2 AS two" });
      await client.query({ name: "two" } as pg.QueryConfig);
      client.release();
      assert.deepEqual(
        watch.statistics().slowestByTotal.map(({ shape, count }) => [shape, count]),
        [["SELECT ? AS two", 2]],
      );
    }),
  );

  it(
    "does not count against a query the time that it waited behind another on its client",
    watched(async ({ watch, pool }) => {
      const client = await pool.connect();
      const texts = ["SELECT pg_sleep(0.2)", "SELECT 1", "SELECT 2"];
      await Promise.all(texts.map((text) => client.query(text)));
      client.release();
      const queued = watch.statistics().slowestByTotal.find(({ shape }) => shape === "SELECT ?")!;
      assert.equal(queued.count, 2);
      assert.ok(queued.totalMs < 200, `${queued.totalMs} ms`);
    }),
  );

  it(
    "still throws what pg throws at once",
    watched(async ({ pool }) => {
      const client = await pool.connect();
      assert.throws(() => client.query(null as never), TypeError);
      assert.throws(() => client.query("SELECT 1", [], "no function" as never), TypeError);
      client.release();
    }),
  );

  it(
    "goes well though the logger throws",
    watched(async ({ pool }) => {
      pool.end();
      const host = recordedHost();
      const logger = { ...host.logger, warn: () => assert.fail("no disk") };
      const other = opened();
      instrumentPg({ ...host, logger }, other, { slowMs: 0 });
      assert.equal((await other.query("SELECT 1 AS a")).rows[0].a, 1);
      await other.end();
    }),
  );
});
