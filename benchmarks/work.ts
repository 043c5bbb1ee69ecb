/**
 * What does the reference application get done on this machine, with everything measured? The load is open: it comes at
 * a constant rate, and a late answer counts from when its request was due. Database, service and load share the machine.
 */
import { Pool } from "undici";
import { report } from "./harness/result.ts";
import { type Ask, take } from "./work/open-load.ts";
import { proposal } from "./work/proposal.ts";
import { proposeSome, REVIEWS_PATH, startService } from "./work/service.ts";
import { ownShare, threadTimes } from "./work/share.ts";

const quick = process.argv.includes("--quick");
const SECONDS = quick ? 3 : 15;
const COMMANDS = { rate: 1000, p99Ms: 500 };
const QUERIES = { rate: 5000, p99Ms: 100 };
/** Enough that each is approved once at the most. */
const REVIEWS = 100 + (COMMANDS.rate * SECONDS) / 10;

const service = await startService({ RATE_LIMIT: "off" });
const client = new Pool(service.origin, { connections: 64, pipelining: 1 });
const ids = await proposeSome(service, REVIEWS);
const begin = { ns: process.hrtime.bigint(), cpu: threadTimes(service.process.pid!) };
await commands();
await queries();
const end = { ns: process.hrtime.bigint(), cpu: threadTimes(service.process.pid!) };
await client.close();
await service.stop();
reportShare();
service.clean();

/** Of ten commands two propose a change, seven say something about one, and one approves one. */
async function commands(): Promise<void> {
  const { proposer, reviewers } = service.cast;
  const [token] = reviewers;
  const undecided = [...ids];
  const next = (index: number): Ask => {
    const kind = index % 10;
    if (kind < 2)
      return { method: "POST", path: REVIEWS_PATH, token: proposer, status: 201, body: proposal(index) };
    if (kind === 9) {
      const path = `${REVIEWS_PATH}/${undecided.pop()}/approval`;
      return { method: "POST", path, token, status: 201, body: { reason: "as it should be" } };
    }
    const path = `${REVIEWS_PATH}/${ids[index % ids.length]}/comments`;
    return { method: "POST", path, token, status: 201, body: { body: "Is there a test for it?" } };
  };
  await take(client, { rate: 200, seconds: 2, next });
  await judge("commands", COMMANDS, next);
}

async function queries(): Promise<void> {
  const [, token] = service.cast.reviewers;
  const next = (index: number) => {
    const path =
      index % 4 === 0
        ? `${REVIEWS_PATH}?status=pending&limit=20`
        : `${REVIEWS_PATH}/${ids[index % ids.length]}`;
    return { method: "GET" as const, path, token, status: 200 };
  };
  await take(client, { rate: 1000, seconds: 3, next });
  await judge("queries", QUERIES, next);
}

async function judge(
  what: string,
  { rate, p99Ms }: { rate: number; p99Ms: number },
  next: Parameters<typeof take>[1]["next"],
): Promise<void> {
  const taken = await take(client, { rate, seconds: SECONDS, next });
  console.log(`${what}: ${JSON.stringify([...taken.statuses])}, max ${taken.maxMs.toFixed(0)} ms`);
  const reached = taken.p99Ms < p99Ms && taken.failed === 0 && taken.perSecond > rate * 0.98;
  const target = `${rate}/s, p99 under ${p99Ms} ms, none failed`;
  const who = "reviews";
  report({ measure: `${what} done`, who, value: taken.perSecond, unit: "1/s", target, reached });
  report({ measure: `${what}, p50`, who, value: taken.p50Ms, unit: "ms" });
  report({ measure: `${what}, p99`, who, value: taken.p99Ms, unit: "ms" });
  report({ measure: `${what} failed`, who, value: taken.failed, unit: "" });
}

function reportShare(): void {
  const own = ownShare(service.profiles, begin.ns, end.ns);
  const spent = (thread: "main" | "engine" | "all") => end.cpu[thread] - begin.cpu[thread];
  const share = (spent("main") * own + spent("engine")) / spent("all");
  const who = "farol";
  report({ measure: "share of the application's thread", who, value: own * 100, unit: "%" });
  report({
    measure: "engine's thread, of the process",
    who,
    value: (spent("engine") / spent("all")) * 100,
    unit: "%",
  });
  const target = "under 5 %";
  report({
    measure: "share of the process' CPU",
    who,
    value: share * 100,
    unit: "%",
    target,
    reached: share < 0.05,
  });
}
