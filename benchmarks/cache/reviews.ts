import { silentLogger, systemClock } from "farol";
import type { Caller } from "../../reviews/bus/message.ts";
import type { Cache } from "../../reviews/cache/cache.ts";
import { createDatabases } from "../../reviews/database/databases.ts";
import { migrate } from "../../reviews/database/migrate.ts";
import { endPool, openPool } from "../../reviews/database/pool.ts";
import { createPasswords } from "../../reviews/identity/passwords.ts";
import { registerUser } from "../../reviews/identity/register-user.ts";
import { rememberedMetrics } from "../../reviews/metrics.fixture.ts";
import { getReview } from "../../reviews/review/get-review.ts";
import { listReviews } from "../../reviews/review/list-reviews.ts";
import { proposeReview } from "../../reviews/review/propose-review.ts";
import { createBus } from "../../reviews/reviews-bus.ts";
import { startPostgres } from "../../test/postgres.ts";

const log = { ...silentLogger, debug() {} };
const PROPOSAL = {
  title: "Add a missing index",
  source: "query-optimizer",
  severity: "high" as const,
  diff: "+create index\n".repeat(50),
  evidence: [{ kind: "metric" as const, summary: "Sequential scans", content: "12,000 a minute" }],
};

/** The reads of the reviews on a real PostgreSQL with some reviews in it. */
export async function openReviews() {
  const postgres = await startPostgres();
  await migrate(postgres.connectionString);
  const { metrics } = rememberedMetrics();
  const limits = { kept: 2, max: 10, waitMs: 10_000, statementMs: 10_000 };
  const pool = openPool({ url: postgres.connectionString, ...limits, clock: systemClock, log });
  const database = createDatabases({ primary: pool, metrics, clock: systemClock, log });
  const services = { database, clock: systemClock, passwords: createPasswords(2 ** 10, 1), announce() {} };
  const busWith = (cache?: Cache) => createBus(services, metrics, cache);
  const bus = busWith();
  const person = { email: "ada@example.com", name: "Ada", password: "long enough for this" };
  const user = (await bus.execute(registerUser, person, { actor: undefined, log }))._unsafeUnwrap();
  const caller: Caller = { actor: { id: user.id, role: "proposer" }, log };
  const ids: string[] = [];
  for (let i = 0; i < 50; i++) {
    ids.push((await bus.execute(proposeReview, PROPOSAL, caller))._unsafeUnwrap().id);
  }
  return {
    /** The two reads that are most asked for, through a bus with this cache, or without one. */
    readsWith(cache?: Cache) {
      const asked = busWith(cache);
      return {
        page: async () => (await asked.ask(listReviews, {}, caller))._unsafeUnwrap(),
        review: async (i: number) =>
          (await asked.ask(getReview, { reviewId: ids[i % ids.length]! }, caller))._unsafeUnwrap(),
      };
    },
    async close() {
      database[Symbol.dispose]();
      await endPool(pool);
      await postgres.stop();
    },
  };
}
