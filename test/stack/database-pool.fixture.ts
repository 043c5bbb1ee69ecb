import { type DatabaseMetrics, databaseDeclarations } from "../../reviews/database/metrics.ts";
import { type DatabasePool, openPool, type PoolOptions } from "../../reviews/database/pool.ts";
import { systemClock } from "../../src/model/index.ts";
import { type RecordedHost, recordedHost } from "../recorded-host.ts";
import { until } from "../until.ts";

/** What reviews' pools need, with limits that a test can wait for, and a log that it can read. */
export function poolFixture(url: string) {
  const lines: string[] = [];
  const keep = (_fields: object, message: string) => void lines.push(message);
  const log = { debug() {}, info: keep, warn: keep, error: keep };
  const opened: DatabasePool[] = [];
  return {
    log,
    /** Resolves when this stands in the log. */
    logged: (message: string) =>
      until(`the line "${message}"`, async () => lines.includes(message) || undefined, 10_000),
    forget: () => void lines.splice(0),
    open(options: Partial<PoolOptions> = {}): DatabasePool {
      const limits = { kept: 2, max: 10, waitMs: 10_000, statementMs: 5000 };
      const pool = openPool({ url, ...limits, clock: systemClock, log, ...options });
      opened.push(pool);
      return pool;
    },
    async end() {
      for (const pool of opened) if (!pool.ending) await pool.end();
    },
  };
}

/** The database's own metrics, written where a test can read them. */
export function recordedMetrics(host: RecordedHost = recordedHost()) {
  const { databaseReads, replicaLag, transactionRetries } = databaseDeclarations;
  const metrics = {
    databaseReads: host.recorder.counter(databaseReads),
    replicaLag: host.recorder.gauge(replicaLag),
    transactionRetries: host.recorder.counter(transactionRetries),
  } as DatabaseMetrics;
  return { host, metrics };
}
