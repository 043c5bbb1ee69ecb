import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "../../../../test/postgres.ts";
import { attempt } from "../attempt.ts";
import type { HealthCheck } from "../check.ts";
import { databaseCheck } from "./database.ts";

function verdictOf({ run }: HealthCheck, timeoutMs = 5_000) {
  return attempt(run, timeoutMs).verdict;
}

describe("databaseCheck, on a real PostgreSQL", () => {
  let postgres: TestPostgres;
  let pool: pg.Pool;

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  beforeEach(() => {
    const { connectionString } = postgres;
    pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 200 });
  });
  afterEach(() => pool.end());

  it("is critical and shared, unless it is told otherwise", () => {
    const { name, severity, scope } = databaseCheck(pool);
    assert.deepEqual([name, severity, scope], ["database", "critical", undefined]);
    const replica = databaseCheck(pool, { name: "replica", severity: "optional" });
    assert.deepEqual([replica.name, replica.severity], ["replica", "optional"]);
  });

  it("passes while the database answers, and leaves the connection to the pool", async () => {
    assert.deepEqual(await verdictOf(databaseCheck(pool)), { passed: true, detail: "" });
    assert.deepEqual([pool.totalCount, pool.idleCount], [1, 1]);
  });

  it("fails when no connection of the pool comes free in time", async () => {
    const taken = await pool.connect();
    const verdict = await verdictOf(databaseCheck(pool));
    assert.deepEqual(verdict, { passed: false, detail: "timeout exceeded when trying to connect" });
    taken.release();
  });

  it("fails when a connection gives no answer, which the pool then closes, and passes on a new one", async () => {
    const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
    process.kill(rows[0].pid, "SIGSTOP");
    try {
      const check = databaseCheck(pool, { timeoutMs: 100 });
      assert.deepEqual(await verdictOf(check), { passed: false, detail: "Query read timeout" });
      assert.equal(pool.totalCount, 0);
      assert.equal((await verdictOf(databaseCheck(pool))).passed, true);
    } finally {
      process.kill(rows[0].pid, "SIGCONT");
    }
  });

  it("fails with the reason when the database cannot be reached", async () => {
    const nowhere = new pg.Pool({ host: "/nowhere" });
    const { passed, detail } = await verdictOf(databaseCheck(nowhere));
    assert.deepEqual([passed, detail], [false, "connect ENOENT /nowhere/.s.PGSQL.5432"]);
    await nowhere.end();
  });
});
