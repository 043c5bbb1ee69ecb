import { after, before } from "node:test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "../../../../test/postgres.ts";
import { type RecordedHost, recordedHost } from "../../../../test/recorded-host.ts";
import { instrumentPg, type PgInstrumentation } from "../index.ts";

/** A watched pool, and what was recorded of it. */
export interface Watched {
  readonly host: RecordedHost;
  readonly pool: pg.Pool;
  readonly watch: PgInstrumentation;
}

/** A PostgreSQL for the tests of one file, and pools on it. */
export function pgFixture() {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  const opened = (config: pg.PoolConfig = {}): pg.Pool =>
    new pg.Pool({ connectionString: server.connectionString, ...config });

  return {
    opened,
    /** A test that is given a watched pool, by default of one connection, which is closed behind it. */
    watched:
      (run: (it: Watched) => Promise<void>, config: pg.PoolConfig = { max: 1 }) =>
      async () => {
        const host = recordedHost();
        const pool = opened(config);
        await run({ host, pool, watch: instrumentPg(host, pool) });
        if (!pool.ending) await pool.end();
      },
  };
}

export const selects = (host: RecordedHost) => host.value("db_queries_total", { query_type: "SELECT" });
export const ofPool = (host: RecordedHost, name: string) => host.value(name, { pool: "default" });
