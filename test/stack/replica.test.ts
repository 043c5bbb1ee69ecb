import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import type { Context } from "../../reviews/bus/message.ts";
import { reading } from "../../reviews/bus/reading.ts";
import { createDatabases, type Databases } from "../../reviews/database/databases.ts";
import type { Database } from "../../reviews/database/drizzle.ts";
import { isAway } from "../../reviews/database/faults.ts";
import { systemClock } from "../../src/model/index.ts";
import { startReplicatedPostgres } from "../postgres-replica.ts";
import { until } from "../until.ts";
import { poolFixture, recordedMetrics } from "./database-pool.fixture.ts";

const servers = await startReplicatedPostgres();
const { primary, replica } = servers;
const { open, end, log } = poolFixture(primary.connectionString);
const { metrics, host } = recordedMetrics();
const opened: Databases[] = [];
await open().query("CREATE TABLE notes (author text, body text)");
await replica.caughtUp();

afterEach(() => {
  for (const databases of opened.splice(0)) databases[Symbol.dispose]();
});
after(async () => {
  await end();
  await servers.stop();
});

/** Both servers, once the replica is known to be well. */
async function databasesWith(maxLagMs: number): Promise<Databases> {
  const pool = open({ url: replica.connectionString });
  const databases = createDatabases({
    primary: open(),
    replica: { pool, maxLagMs },
    metrics,
    clock: systemClock,
    log,
  });
  opened.push(databases);
  await untilReadFrom(databases, "replica");
  return databases;
}

async function serverOf(database: Database): Promise<"primary" | "replica"> {
  const { rows } = await database.execute("SELECT pg_is_in_recovery() AS is_replica");
  return rows[0]!.is_replica ? "replica" : "primary";
}

const untilReadFrom = (databases: Databases, server: string, caller = "somebody") =>
  until(
    `reads of ${caller} from the ${server}`,
    async () => (await serverOf(databases.forReading(caller))) === server || undefined,
    10_000,
  );

const write = (databases: Databases, author: string) =>
  databases.transaction(author, (database) =>
    database.execute(`INSERT INTO notes VALUES ('${author}', 'x')`),
  );

async function countOf(databases: Databases, author: string): Promise<unknown> {
  const { rows } = await databases
    .forReading(author)
    .execute(`SELECT count(*)::int AS n FROM notes WHERE author = '${author}'`);
  return rows[0]!.n;
}

test("reads go to the replica, those of nobody known to the primary", async () => {
  const databases = await databasesWith(1000);
  assert.equal(await serverOf(databases.forReading("ada")), "replica");
  assert.equal(await serverOf(databases.forReading(undefined)), "primary");
  assert.ok(host.value("database_reads_total", { target: "replica" })! > 0);
  await assert.rejects(databases.forReading("ada").execute("CREATE TABLE t ()"));
});

test("who has written reads what they wrote while the replica lacks it, and others read from the replica", async () => {
  const databases = await databasesWith(60_000);
  await replica.pauseReplay();
  await write(databases, "grace");
  assert.equal(await countOf(databases, "grace"), 1);
  assert.equal(await serverOf(databases.forReading("grace")), "primary");
  assert.equal(await serverOf(databases.forReading("alan")), "replica");
  await replica.resumeReplay();
  await untilReadFrom(databases, "replica", "grace");
  assert.equal(await countOf(databases, "grace"), 1);
});

test("a replica that lags more than it may is not read from until it has caught up", async () => {
  const databases = await databasesWith(100);
  await replica.pauseReplay();
  await write(databases, "edsger");
  await untilReadFrom(databases, "primary", "barbara");
  await until(
    "the lag in the metrics",
    async () => host.value("database_replica_lag_seconds")! > 0.1 || undefined,
    5000,
  );
  await replica.resumeReplay();
  await untilReadFrom(databases, "replica", "barbara");
  assert.equal(host.value("database_replica_lag_seconds"), 0);
});

test("what others write at the primary makes the replica lag too", async () => {
  const databases = await databasesWith(100);
  await replica.pauseReplay();
  await open().query("INSERT INTO notes VALUES ('another instance', 'x')");
  await untilReadFrom(databases, "primary");
  await replica.resumeReplay();
  await untilReadFrom(databases, "replica");
});

test("while the primary is away the replica answers everyone, and writes are refused", async () => {
  const databases = await databasesWith(1000);
  await primary.halt();
  await assert.rejects(write(databases, "ada"), isAway);
  assert.equal(await serverOf(databases.forReading("ada")), "replica");
  assert.equal(await serverOf(databases.forReading(undefined)), "replica");
  await primary.start();
  await until("the primary to be back", () => write(databases, "ada").then(() => true), 5000);
});

test("a query whose replica is lost is answered by the primary", async () => {
  const databases = await databasesWith(1000);
  const ask = reading(databases)(
    async (_message, context) => ({ server: await serverOf(context.database) }) as never,
  );
  const asked = () => ask({} as never, { actor: { id: "ada", role: "admin" } } as Context);
  assert.deepEqual(await asked(), { server: "replica" });
  await replica.halt();
  assert.deepEqual(await asked(), { server: "primary" });
  await replica.start();
  await untilReadFrom(databases, "replica", "ada");
});
