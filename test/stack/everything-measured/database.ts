import pg from "pg";
import { expectStatus } from "../../../reviews/visitor/cast.ts";
import { until } from "../../until.ts";
import type { Stage } from "./stage.ts";

const COUNTED_MS = 5000;

/** What lasts until it was seen: Farol reads PostgreSQL's own statistics every 15 seconds. */
export async function beginDatabaseFaults({ drill }: Stage): Promise<void> {
  expectStatus(200, await drill("lock-contention", { seconds: 60, waiters: 2 }));
  expectStatus(200, await drill("table-bloat", { seconds: 60, rows: 5000 }));
  expectStatus(200, await drill("deadlock"));
}

/** What careless programs do to a database, and what a server does to its clients. */
export async function strainDatabase(stage: Stage): Promise<void> {
  const { drill, observed } = stage;
  expectStatus(200, await drill("repeated-queries", { reviews: 20 }));
  expectStatus(200, await drill("slow-queries", { seconds: 1, milliseconds: 200 }));
  expectStatus(200, await drill("long-transaction", { seconds: 1 }));
  expectStatus(200, await drill("connection-leak", { seconds: 4 }));
  await loseConnections(stage);
  await observed.seen("db_connection_leaks_total");
  await exhaustPool(stage);
}

async function loseConnections({ postgres, observed }: Stage): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.primary.connectionString });
  await client.connect();
  const endIdle =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reviews' AND state = 'idle'";
  // on a busy machine none may be idle for a moment, or one is taken before it is known to have ended
  await until("an idle connection's end to be counted", async () => {
    if ((await client.query(endIdle)).rowCount === 0) return undefined;
    await observed.seen("db_connection_errors_total", {}, COUNTED_MS);
    return true;
  });
  await client.end();
}

/** Who writes while every connection is taken waits, and is refused in the end. */
async function exhaustPool({ send, cast, drill, drillEnded, observed }: Stage): Promise<void> {
  const token = cast.reviewers[0];
  const { items } = expectStatus(200, await send("GET", "/api/v1/reviews?limit=1", { token })).body;
  const path = `/api/v1/reviews/${items[0].id}/comments`;
  await until("a refusal", async () => {
    expectStatus(200, await drill("pool-exhaustion", { seconds: 2 }));
    return (await send("POST", path, { token, body: { body: "Well?" } })).status === 503 || undefined;
  });
  await observed.seen("db_pool_timeouts_total");
  await drillEnded("pool-exhaustion");
}
