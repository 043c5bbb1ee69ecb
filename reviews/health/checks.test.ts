import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { after, before, describe, it } from "node:test";
import { silentLogger, systemClock } from "farol";
import type { HealthCheck } from "farol/integrations/health";
import { Redis } from "ioredis";
import { needs } from "../../test/needs.ts";
import { startPostgres, type TestPostgres } from "../../test/postgres.ts";
import { startRedis, type TestRedis } from "../../test/redis.ts";
import { companionForTests } from "../companion/companion.fixture.ts";
import { type DatabasePool, openPool } from "../database/pool.ts";
import { healthChecks } from "./checks.ts";

const companion = await companionForTests();

describe("the health checks of reviews, on real parts", needs("redis-server"), () => {
  let postgres: TestPostgres;
  let pool: DatabasePool;
  let server: TestRedis;
  let redis: Redis;
  let checks: readonly HealthCheck[];

  before(async () => {
    postgres = await startPostgres();
    server = await startRedis();
    redis = new Redis(server.url, { enableOfflineQueue: false, retryStrategy: null, disconnectTimeout: 10 });
    redis.on("error", () => {});
    await new Promise((resolve) => redis.once("ready", resolve));
    pool = openPool({
      ...{ url: postgres.connectionString, kept: 1, max: 2, waitMs: 1000, statementMs: 1000 },
      clock: systemClock,
      log: { ...silentLogger, debug() {} },
    });
    checks = healthChecks({ pool, redis, scannerUrl: `${companion.url}/scanner`, dataDir: tmpdir() });
  });
  after(async () => {
    await pool.end();
    redis.disconnect();
    await server.remove();
  });

  /** Runs one; rejects when it fails. */
  async function run(name: string): Promise<unknown> {
    return checks.find((check) => check.name === name)!.run(AbortSignal.timeout(5_000));
  }

  it("know what is critical and what is optional, and that only the disk is this instance's own", () => {
    assert.deepEqual(
      checks.map(({ name, severity, scope = "shared" }) => [name, severity, scope]),
      [
        ["database", "critical", "shared"],
        ["redis", "optional", "shared"],
        ["scanner", "optional", "shared"],
        ["disk", "critical", "own"],
      ],
    );
  });

  it("leave out what is not configured", () => {
    const names = healthChecks({ pool, dataDir: tmpdir() }).map(({ name }) => name);
    assert.deepEqual(names, ["database", "disk"]);
  });

  it("pass while everything answers", async () => {
    for (const { name } of checks) await run(name);
  });

  it("see the scanner fail", async () => {
    await companion.tell({ scanner: { mode: "fail" } });
    await assert.rejects(run("scanner"), /answered 5\d\d/);
  });

  it("see Redis gone", async () => {
    await server.stop();
    await assert.rejects(run("redis"));
  });

  it("see the database gone", async () => {
    await postgres.stop();
    await assert.rejects(run("database"));
  });
});
