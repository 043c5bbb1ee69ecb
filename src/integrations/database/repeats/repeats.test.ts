import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import Fastify from "fastify";
import type pg from "pg";
import { type RecordedHost, recordedHost } from "../../../../test/recorded-host.ts";
import { observeFastify } from "../../http/index.ts";
import { instrumentPg, type PgOptions } from "../index.ts";
import { pgFixture } from "../pg/pg.fixture.ts";

const { opened } = pgFixture();
const LINE = /^src\/integrations\/database\/repeats\/repeats\.test\.ts:(\d+)$/;
const LOOK_UP = "SELECT $1::int AS id";
const ten = Array.from({ length: 10 }, (_, id) => id);

/** An application on a watched pool, and what is known after one request to a route. */
async function application(t: TestContext, options: PgOptions = {}, config: pg.PoolConfig = {}) {
  const host = recordedHost();
  const pool = opened(config);
  const watch = instrumentPg(host, pool, options);
  const app = Fastify();
  await app.register(observeFastify(host));
  t.after(async () => {
    await app.close();
    watch.uninstall();
    await pool.end();
  });
  let listening: Promise<string> | undefined;
  const get = async (path: string) => {
    listening ??= app.listen({ port: 0, host: "127.0.0.1" });
    const answer = await fetch((await listening) + path);
    assert.equal(answer.status, 200, await answer.text());
  };
  const counted = (endpoint: string) => host.value("db_repeated_queries_total", { endpoint });
  return { app, counted, get, host, pool, repeated: () => watch.statistics().repeated };
}

/** The line of the caller that runs `below` lines further down. */
function lineBelow(below: number): number {
  const [, , line] = /(repeats\.test\.ts):(\d+)/.exec(new Error().stack!.split("\n")[2]!)!;
  return Number(line) + below;
}

/** What was said of repeats; a busy machine may make a statement slow besides. */
const warnings = (host: RecordedHost) =>
  host.lines
    .map(({ fields }) => fields as Record<string, unknown>)
    .filter((fields) => !("durationMs" in fields));

describe("statements that a request repeats", () => {
  it("are counted once when they come one after the other, with their place in the code", async (t) => {
    const { app, counted, get, host, pool, repeated } = await application(t);
    let line = 0;
    app.get("/orders/:id", async () => {
      for (const id of [...ten, 10, 11]) {
        line = lineBelow(1);
        await pool.query(LOOK_UP, [id]);
      }
      return "done";
    });
    await get("/orders/7");
    await get("/orders/8");
    assert.equal(counted("/orders/:id"), 2);
    const [pattern, ...others] = repeated();
    assert.deepEqual(others, []);
    assert.equal(Number(LINE.exec(pattern!.place!)![1]), line);
    const shape = "SELECT ?::int AS id";
    assert.deepEqual(
      { ...pattern, place: "" },
      { endpoint: "/orders/:id", shape, requests: 2, worst: 12, place: "" },
    );
    const { place } = pattern!;
    assert.deepEqual(warnings(host), [{ endpoint: "/orders/:id", shape, count: 10, place, pool: "default" }]);
  });

  it("are counted when they run side by side, though they wait for the connections of others", async (t) => {
    const { app, counted, get, pool, repeated } = await application(t, {}, { max: 2 });
    app.get("/all", () => Promise.all(ten.map((id) => pool.query(LOOK_UP, [id]))));
    app.get("/one", () => pool.query(LOOK_UP, [1]));
    await Promise.all([get("/all"), ...ten.map(() => get("/one"))]);
    assert.deepEqual([counted("/all"), counted("/one")], [1, 0]);
    assert.match(repeated()[0]!.place!, LINE);
  });

  it("are counted on a client, in a transaction, whose own statements do not count", async (t) => {
    const { app, counted, get, pool, repeated } = await application(t);
    app.get("/transactions", async () => {
      const client = await pool.connect();
      for (const id of ten) for (const sql of ["BEGIN", `SELECT ${id}`, "COMMIT"]) await client.query(sql);
      client.release();
      return "done";
    });
    await get("/transactions");
    assert.equal(counted("/transactions"), 1);
    assert.deepEqual(
      repeated().map(({ shape, worst }) => [shape, worst]),
      [["SELECT ?", 10]],
    );
  });

  it("show who awaits them where a query builder runs them", async (t) => {
    const { app, get, host, pool, repeated } = await application(t);
    // Made of text, so that its own code lies in no file, as that of a library lies in none of the application.
    const builder = new Function("pool", "sql", "return { then: (f, r) => pool.query(sql).then(f, r) }");
    let line = 0;
    app.get("/built", async () => {
      line = lineBelow(1);
      for (const id of ten) await builder(pool, `SELECT ${id}`);
      return "done";
    });
    await get("/built");
    assert.equal(Number(LINE.exec(repeated()[0]!.place!)![1]), line);
    assert.equal(warnings(host)[0]!.place, repeated()[0]!.place);
  });

  it("are counted with callbacks, too, which run on behalf of whoever gave the client back", async (t) => {
    const { app, counted, get, pool } = await application(t, {}, { max: 1 });
    const waits = Promise.withResolvers<void>();
    app.get("/callbacks", (_request, reply) => {
      pool.connect((_error, client, release) => {
        const next = (left: number) => {
          if (left > 0) return void client!.query("SELECT 1", () => next(left - 1));
          release();
          reply.send("done");
        };
        next(10);
      });
      waits.resolve();
    });
    const held = await pool.connect();
    const answered = get("/callbacks");
    await waits.promise;
    held.release();
    await answered;
    assert.equal(counted("/callbacks"), 1);
  });

  it("have their series at 0 from an endpoint's first statement on", async (t) => {
    const { app, counted, get, pool } = await application(t);
    app.get("/quiet", () => pool.query(LOOK_UP, [1]));
    app.setNotFoundHandler(async (_request, reply) => reply.code(200).send(await pool.query(LOOK_UP, [1])));
    assert.equal(counted("/quiet"), undefined);
    await get("/quiet");
    await get("/nowhere");
    assert.deepEqual([counted("/quiet"), counted("unmatched")], [0, 0]);
  });

  it("are left alone when there are fewer, when they are of another type, and outside of requests", async (t) => {
    const { app, counted, get, pool, repeated } = await application(t);
    app.get("/few", () => Promise.all(ten.slice(1).map((id) => pool.query(LOOK_UP, [id]))));
    app.get("/writes", () =>
      Promise.all(ten.map(() => pool.query("CREATE TEMPORARY TABLE IF NOT EXISTS t ()"))),
    );
    await get("/few");
    await get("/few");
    await get("/writes");
    await Promise.all(ten.map((id) => pool.query(LOOK_UP, [id])));
    assert.deepEqual([counted("/few"), counted("/writes"), repeated()], [0, 0, []]);
  });

  it("are counted as often and of such types as is told", async (t) => {
    const repeatedQueries = { times: 3, types: ["OTHER"] } as const;
    const { app, counted, get, pool } = await application(t, { repeatedQueries });
    app.get("/told", async () => {
      for (let i = 0; i < 3; i++) await pool.query("SHOW work_mem");
      return "done";
    });
    await get("/told");
    assert.equal(counted("/told"), 1);
  });

  it("are not looked for when that is told", async (t) => {
    const { app, get, host, pool, repeated } = await application(t, { repeatedQueries: false });
    app.get("/off", () => Promise.all(ten.map((id) => pool.query(LOOK_UP, [id]))));
    await get("/off");
    assert.deepEqual([host.series("db_repeated_queries_total"), repeated()], [[], []]);
  });
});
