import assert from "node:assert/strict";
import { once } from "node:events";
import { after, afterEach, before, describe, it } from "node:test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "../../../test/postgres.ts";
import { recordedHost } from "../../../test/recorded-host.ts";
import type { Host } from "../../model/index.ts";
import { driverContract } from "./driver.contract.ts";
import { instrumentPg, type PgOptions } from "./index.ts";

let server: TestPostgres;

driverContract({
  name: "pg",
  async start() {
    server = await startPostgres();
  },
  stop: () => server.stop(),
  sleep: (ms) => `SELECT pg_sleep(${ms / 1000})`,
  open(host: Host, slowMs: number) {
    const pool = new pg.Pool({ connectionString: server.connectionString, max: 2 });
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
