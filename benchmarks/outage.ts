/**
 * What do callers of the reference application feel when its database or its Redis goes? The primary is restarted, and
 * away for 3 s, under 200 requests a second, a fifth of them commands; then Redis is black-holed: it takes connections
 * and answers nothing. Reads are cached; who writes and who reads are different people.
 */
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { Pool } from "undici";
import { startPostgres } from "../test/postgres.ts";
import { startRedis } from "../test/redis.ts";
import { report } from "./harness/result.ts";
import { type Ask, type Taken, take } from "./work/open-load.ts";
import { proposal } from "./work/proposal.ts";
import { proposeSome, REVIEWS_PATH, startService } from "./work/service.ts";

const quick = process.argv.includes("--quick");
const READS = 160;
const WRITES = 40;
const AWAY_MS = 3000;
const SECONDS = 10;
const BLACK_HOLE = { rate: 500, seconds: quick ? 4 : 15 };
const WHO = "reviews";

const postgres = await startPostgres();
const redis = await startRedis();
const service = await startService({
  DATABASE_URL: postgres.connectionString,
  REDIS_URL: redis.url,
  RATE_LIMIT: "off",
  LOG_LEVEL: "silent",
});
const client = new Pool(service.origin, { connections: 64, pipelining: 1 });
const ids = await proposeSome(service, 50);
const [, reader] = service.cast.reviewers;

await take(client, { rate: 500, seconds: 2, next: read });
await primaryAway();
await redisAway();
await client.close();
redis.resume();
await service.stop();
service.clean();
await redis.remove();
await postgres.stop();

async function primaryAway(): Promise<void> {
  const before = await written();
  const [reads, writes] = await Promise.all([
    take(client, { rate: READS, seconds: SECONDS, next: read }),
    take(client, { rate: WRITES, seconds: SECONDS, next: write }),
    restart(),
  ]);
  const { whole, halves } = await written();
  const done = writes.statuses.get(201) ?? 0;
  const measure = (what: string) => `primary away for 3 s: ${what}`;
  judge(measure("reads failed"), reads.failed, "none");
  report({ measure: measure("reads, p99"), who: WHO, value: reads.p99Ms, unit: "ms" });
  report({ measure: measure("commands done"), who: WHO, value: done, unit: "" });
  report({ measure: measure("commands refused with 503"), who: WHO, value: refusedOf(writes), unit: "" });
  judge(measure("commands failed otherwise"), writes.failed - refusedOf(writes), "none");
  report({ measure: measure("longest answer to a command"), who: WHO, value: writes.maxMs, unit: "ms" });
  judge(measure("commands half done"), halves, "none");
  judge(measure("told done and not there"), Math.max(0, before.whole + done - whole), "none");
}

async function redisAway(): Promise<void> {
  redis.suspend();
  const reads = await take(client, { ...BLACK_HOLE, next: read });
  const target = "under 50 ms";
  const measure = "Redis black-holed: reads, p99";
  report({ measure, who: WHO, value: reads.p99Ms, unit: "ms", target, reached: reads.p99Ms < 50 });
  report({ measure: "Redis black-holed: longest answer", who: WHO, value: reads.maxMs, unit: "ms" });
  judge("Redis black-holed: reads failed", reads.failed, "none");
}

function judge(measure: string, value: number, target: string): void {
  report({ measure, who: WHO, value, unit: "", target, reached: value === 0 });
}

function refusedOf({ statuses }: Taken): number {
  return statuses.get(503) ?? 0;
}

function read(index: number): Ask {
  const path =
    index % 4 === 0
      ? `${REVIEWS_PATH}?status=pending&limit=20`
      : `${REVIEWS_PATH}/${ids[index % ids.length]}`;
  return { method: "GET", path, token: reader, status: 200 };
}

function write(index: number): Ask {
  const { proposer } = service.cast;
  return { method: "POST", path: REVIEWS_PATH, token: proposer, status: 201, body: proposal(index) };
}

async function restart(): Promise<void> {
  await pause(2000);
  const halted = performance.now();
  await postgres.halt();
  await pause(AWAY_MS - (performance.now() - halted));
  await postgres.start();
}

/** Reviews that have their evidence, and those that lack it. */
async function written(): Promise<{ whole: number; halves: number }> {
  const direct = new pg.Client({ connectionString: postgres.connectionString });
  await direct.connect();
  const { rows } = await direct.query(
    `SELECT count(*) FILTER (WHERE evidence > 0)::int AS whole, count(*) FILTER (WHERE evidence = 0)::int AS halves
     FROM (SELECT (SELECT count(*) FROM evidence WHERE review_id = reviews.id) AS evidence FROM reviews) AS counted`,
  );
  await direct.end();
  return rows[0];
}
