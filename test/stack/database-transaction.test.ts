import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import type { Database } from "../../reviews/database/drizzle.ts";
import { isConflict, OutcomeUnknown } from "../../reviews/database/faults.ts";
import { type RetryReason, withTransaction } from "../../reviews/database/transaction.ts";
import { startPostgres } from "../postgres.ts";
import { poolFixture } from "./database-pool.fixture.ts";

const server = await startPostgres();
const { open, end } = poolFixture(server.connectionString);
const pool = open();
after(async () => {
  await end();
  await server.stop();
});

let retries: RetryReason[] = [];
beforeEach(async () => {
  retries = [];
  await pool.query("DROP TABLE IF EXISTS account");
  await pool.query("CREATE TABLE account (name text PRIMARY KEY, amount int NOT NULL)");
  await pool.query("INSERT INTO account VALUES ('a', 0), ('b', 0)");
});

const run = <T>(work: (database: Database) => Promise<T>) =>
  withTransaction(pool, work, { onRetry: (reason) => retries.push(reason) });
const raise = (name: string) => `UPDATE account SET amount = amount + 1 WHERE name = '${name}'`;
const terminateSelf = "SELECT pg_terminate_backend(pg_backend_pid())";

async function amounts(): Promise<number[]> {
  return (await pool.query("SELECT amount FROM account ORDER BY name")).rows.map(({ amount }) => amount);
}

/** Resolves for everyone when as many have come. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    if (++come >= size) resolve();
    return promise;
  };
}

test("one of two transactions that lock each other out is run again, and both are kept", async () => {
  const bothLocked = meeting(2);
  const oneKept = Promise.withResolvers<void>();
  const lock = async (first: string, second: string) => {
    let attempts = 0;
    await run(async (database) => {
      // else it may lock its first row before the other has taken it, and lose once more
      if (attempts++ > 0) await oneKept.promise;
      await database.execute(raise(first));
      await bothLocked();
      await database.execute(raise(second));
    });
    oneKept.resolve();
  };
  await Promise.all([lock("a", "b"), lock("b", "a")]);
  assert.deepEqual(await amounts(), [2, 2]);
  assert.deepEqual(retries, ["conflict"]);
});

test("transactions that PostgreSQL cannot put in an order are run again, and none is lost", async () => {
  const allRead = meeting(4);
  const add = () =>
    run(async (database) => {
      await database.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
      const { rows } = await database.execute<{ sum: number }>("SELECT sum(amount)::int FROM account");
      await allRead();
      await database.execute(`UPDATE account SET amount = ${rows[0]!.sum + 1} WHERE name = 'a'`);
    });
  await Promise.all([add(), add(), add(), add()]);
  assert.deepEqual(await amounts(), [4, 0]);
  assert.ok(retries.length >= 3);
});

test("a conflict that never ends is given up", async () => {
  const conflict = run((database) => database.execute("DO $$ BEGIN RAISE serialization_failure; END $$"));
  await assert.rejects(conflict, isConflict);
  assert.equal(retries.length, 5);
});

test("a transaction in a transaction is rolled back alone", async () => {
  await run(async (database) => {
    await database.execute(raise("a"));
    const inner = database.transaction(async (savepoint) => {
      await savepoint.execute(raise("b"));
      throw new RangeError("no");
    });
    await assert.rejects(inner, RangeError);
    await database.execute(raise("a"));
  });
  assert.deepEqual(await amounts(), [2, 0]);
});

test("what throws is rolled back, thrown on as it is, and its connection is of use again", async () => {
  const error = new RangeError("no");
  const failed = run(async (database) => {
    await database.execute(raise("a"));
    throw error;
  });
  await assert.rejects(failed, (thrown) => thrown === error);
  assert.deepEqual(await amounts(), [0, 0]);
  assert.equal(pool.idleCount, pool.totalCount);
});

test("a transaction whose connection is lost before COMMIT is run again", async () => {
  let runs = 0;
  await run(async (database) => {
    await database.execute(raise("a"));
    if (++runs === 1) await database.execute(terminateSelf);
  });
  assert.deepEqual(await amounts(), [1, 0]);
  assert.deepEqual(retries, ["connection"]);
});

test("a connection that ends between two statements ends nothing else", async () => {
  let runs = 0;
  await run(async (database) => {
    const { rows } = await database.execute<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    if (++runs === 1) await pool.query(`SELECT pg_terminate_backend(${rows[0]!.pid}, 5000)`);
    await database.execute(raise("a"));
  });
  assert.deepEqual(await amounts(), [1, 0]);
});

test("a transaction whose connection is lost at COMMIT is never run again", async () => {
  await pool.query(`
    CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER dies AFTER UPDATE ON account DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION die()`);
  let runs = 0;
  const lost = run(async (database) => {
    runs++;
    await database.execute(raise("a"));
  });
  await assert.rejects(lost, OutcomeUnknown);
  assert.equal(runs, 1);
});

test("a failed statement that is passed over does not look like a success", async () => {
  const passedOver = run(async (database) => {
    await database.execute(raise("a"));
    await database.execute("SELECT nonsense").catch(() => {});
  });
  await assert.rejects(passedOver, /nothing is saved/);
  assert.deepEqual(await amounts(), [0, 0]);
});

test("a service that refuses a connection inside a transaction is not taken for the database", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  await assert.rejects(
    run(() => Promise.reject(refused)),
    (thrown) => thrown === refused,
  );
  assert.deepEqual(retries, []);
});
