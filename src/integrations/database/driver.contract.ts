import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type RecordedHost, recordedHost } from "../../../test/recorded-host.ts";
import type { ApplicationHost } from "../../model/index.ts";
import { QUERY_TYPES } from "./metrics.ts";
import type { QueryStatistics } from "./statistics.ts";

/** One connection of a pool, spoken to as an application does. */
export interface DriverConnection {
  query(sql: string): Promise<unknown>;
  /** Gives it back. */
  release(): void;
}

/** A pool of at most two connections, which is watched. */
export interface DriverPool {
  readonly name: string;
  query(sql: string): Promise<unknown>;
  connect(): Promise<DriverConnection>;
  statistics(): QueryStatistics;
  uninstall(): void;
  end(): Promise<void>;
}

/** What the contract needs of a driver, whose database runs already. */
export interface Driver {
  readonly name: string;
  open(host: ApplicationHost, slowMs: number): DriverPool;
  /** A statement that takes this long. */
  sleep(ms: number): string;
}

/** What every driver that Farol watches does alike. */
export function driverContract(driver: Driver): void {
  describe(`the driver contract: ${driver.name}`, () => {
    let host: RecordedHost;
    let pool: DriverPool;

    beforeEach(async () => {
      host = recordedHost();
      pool = driver.open(host, 50);
    });
    afterEach(() => pool.end());

    const queries = (query_type: string) => host.value("db_queries_total", { query_type });
    const outcome = (name: string) => host.value("db_transactions_total", { outcome: name });
    const state = (name: string) => host.value(`db_pool_connections_${name}`, { pool: pool.name });

    it("counts and times statements by their type", async () => {
      await pool.query("SELECT 1");
      await pool.query("CREATE TEMPORARY TABLE things (id int)");
      assert.equal(queries("SELECT"), 1);
      assert.equal(queries("DDL"), 1);
      assert.equal(host.value("db_query_duration_seconds", { query_type: "SELECT" }), 1);
      assert.ok(host.sum("db_query_duration_seconds", { query_type: "SELECT" }) > 0);
    });

    it("has every type of statement at 0 from the start", () => {
      for (const query_type of QUERY_TYPES) {
        for (const name of ["db_queries_total", "db_slow_queries_total", "db_query_errors_total"]) {
          assert.equal(host.value(name, { query_type }), 0);
        }
      }
    });

    it("counts statements that fail, and rejects with the driver's own error", async () => {
      await assert.rejects(pool.query("SELECT * FROM no_such_table"), /no_such_table/);
      assert.equal(queries("SELECT"), 1);
      assert.equal(host.value("db_query_errors_total", { query_type: "SELECT" }), 1);
    });

    it("logs a slow statement by its shape, without its values", async () => {
      await pool.query(`${driver.sleep(60)} -- secret`);
      assert.equal(host.value("db_slow_queries_total", { query_type: "SELECT" }), 1);
      const { shape, durationMs } = host.lines[0]!.fields as { shape: string; durationMs: number };
      assert.ok(durationMs >= 50);
      assert.match(shape, /^SELECT .*\?/);
      assert.ok(!/0\.06|60|secret/.test(shape));
    });

    it("keeps statistics by type and shape", async () => {
      await pool.query("SELECT 1");
      await pool.query("SELECT 2");
      await pool.query(driver.sleep(60));
      const statistics = pool.statistics();
      assert.equal(statistics.total, 3);
      assert.equal(statistics.slow, 1);
      assert.equal(statistics.byType.SELECT, 3);
      assert.equal(statistics.slowestByTotal[0]!.maxMs, statistics.maxMs);
      assert.equal(statistics.slowestByTotal.find(({ shape }) => shape === "SELECT ?")!.count, 2);
      assert.ok(statistics.p50Ms <= statistics.p99Ms && statistics.p99Ms <= statistics.maxMs);
    });

    it("counts transactions that commit and that roll back, with their duration", async () => {
      const connection = await pool.connect();
      for (const end of ["COMMIT", "ROLLBACK"]) {
        await connection.query("BEGIN");
        await connection.query(driver.sleep(10));
        await connection.query(end);
      }
      connection.release();
      assert.deepEqual([outcome("commit"), outcome("rollback")], [1, 1]);
      assert.ok(host.sum("db_transaction_duration_seconds") >= 0.02);
    });

    it("does not take a savepoint for a transaction", async () => {
      const connection = await pool.connect();
      for (const sql of [
        "BEGIN",
        "SAVEPOINT s",
        "ROLLBACK TO SAVEPOINT s",
        "RELEASE SAVEPOINT s",
        "COMMIT",
      ]) {
        await connection.query(sql);
      }
      connection.release();
      assert.deepEqual([outcome("commit"), outcome("rollback")], [1, 0]);
    });

    it("shows the pool's connections, and how long was waited for one", async () => {
      assert.deepEqual(["active", "idle", "max", "waiting"].map(state), [0, 0, 2, 0]);
      const first = await pool.connect();
      const second = await pool.connect();
      const third = pool.connect();
      assert.deepEqual(["active", "idle", "waiting"].map(state), [2, 0, 1]);
      first.release();
      (await third).release();
      second.release();
      assert.deepEqual(["active", "idle", "waiting"].map(state), [0, 2, 0]);
      assert.equal(host.value("db_connection_pool_wait_seconds", { pool: pool.name }), 3);
    });

    it("records nothing more once it is uninstalled, and takes the pool's states away", async () => {
      await pool.query("SELECT 1");
      pool.uninstall();
      await pool.query("SELECT 1");
      assert.equal(queries("SELECT"), 1);
      assert.equal(state("idle"), undefined);
    });
  });
}
