import type { Look, Observation } from "../../../model/index.ts";
import { counted, durationText } from "../../diagnoses/index.ts";
import type { Row } from "../collector/reading.ts";
import { WAITSTART_VERSION } from "../collector/readings/index.ts";
import { brief } from "./statements.ts";

/** The engine waits for two seconds. */
const LIMIT_MS = 1500;

/** A database that can be asked. */
export interface AskedDatabase {
  readonly pool: string;
  /** @throws Error when it does not answer. */
  ask(sql: (version: number) => string): Promise<readonly Row[]>;
  /** A statement's text without its values. */
  shapeOf(text: string): string;
}

/** Who blocks others in the database of a pool, the longest wait first: `pg_stat_activity`. */
export function lookAtLocks({ pool: name, ask, shapeOf }: AskedDatabase): Look {
  return async ({ labels: { pool = name } }) => {
    if (pool !== name) return [];
    return (await inTime(ask(blockers), name)).map((row) => observation(name, row, shapeOf));
  };
}

async function inTime<T>(asked: Promise<T>, pool: string): Promise<T> {
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const late = () => reject(new Error(`the database of the pool ${pool} did not answer in time`));
  const timer = setTimeout(late, LIMIT_MS);
  return await Promise.race([asked, limit]).finally(() => clearTimeout(timer));
}

/** One row for each process that blocks others. Prepared transactions block as process 0, and have no row of activity. */
function blockers(version: number): string {
  const since =
    version >= WAITSTART_VERSION ? "coalesce(lock.waitstart, waiter.query_start)" : "waiter.query_start";
  return `
    WITH waits AS (
      SELECT DISTINCT ON (waiter.pid, blocker) waiter.pid, blocker, waiter.query,
        lock.relation::regclass::text AS relation,
        extract(epoch FROM clock_timestamp() - ${since}) * 1000 AS ms
      FROM pg_stat_activity waiter
        JOIN pg_locks lock ON lock.pid = waiter.pid AND NOT lock.granted
        CROSS JOIN LATERAL unnest(pg_blocking_pids(waiter.pid)) AS blocker
      WHERE waiter.datname = current_database()
    )
    SELECT blocker AS pid, count(*) AS waiters, max(ms) AS ms, max(relation) AS relation,
      (array_agg(waits.query ORDER BY ms DESC))[1] AS waiting,
      max(activity.application_name) AS application, max(activity.state) AS state, max(activity.query) AS query,
      max(extract(epoch FROM clock_timestamp() - activity.xact_start)) * 1000 AS open_ms,
      bool_or(blocker IN (SELECT pid FROM waits)) AS waits_itself
    FROM waits LEFT JOIN pg_stat_activity activity ON activity.pid = blocker
    GROUP BY blocker ORDER BY 10, max(ms) DESC LIMIT 5`;
}

function observation(pool: string, row: Row, shapeOf: (text: string) => string): Observation {
  const { pid, relation } = row;
  const [waiters, waitedMs] = [Number(row.waiters), Number(row.ms)];
  const last = shapeOf(row.query ?? "");
  const blocks = `blocks ${counted(waiters, "other")} for up to ${durationText(waitedMs)}`;
  const on = relation === null ? "" : ` on ${relation}`;
  return {
    text: `${processText(row)} ${blocks}${on}${last && `: ${brief(last)}`}`,
    details: {
      ...{ pool, pid: Number(pid), waiters, waitedMs, openMs: Number(row.open_ms ?? 0) },
      ...(relation !== null && { relation: String(relation) }),
    },
    block: `It runs, or ran last: ${last || "not known"}\nOne that waits: ${shapeOf(row.waiting ?? "")}`,
  };
}

/** Whoever holds locks as a transaction that was prepared is no process: PostgreSQL calls it 0. */
function processText({ pid, application, state, open_ms }: Row): string {
  if (pid === "0") return "A prepared transaction";
  const open = open_ms !== null && `in a transaction for ${durationText(Number(open_ms))}`;
  const known = [application, state, open].filter(Boolean).join(", ");
  return `Process ${pid}${known && ` (${known})`}`;
}
