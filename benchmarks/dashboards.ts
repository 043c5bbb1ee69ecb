/**
 * Does the application's p99 suffer while somebody watches all dashboards? The reference application answers 1,500 reads
 * a second, and holds a day of history; all panels of its dashboards ask about the last hour, every 5 s, six at once:
 * through the application's port, as the console does, and through the engine's own. All share the machine.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { Pool } from "undici";
import { prolongHistory } from "./dashboards/history.ts";
import { QUESTIONS } from "./dashboards/questions.ts";
import type { Order, Watched } from "./dashboards/viewer.ts";
import { median, report } from "./harness/result.ts";
import { stolenMs } from "./harness/stolen.ts";
import { take } from "./work/open-load.ts";
import { proposeSome, REVIEWS_PATH, type Service, startService } from "./work/service.ts";
import { type ThreadTimes, threadTimes } from "./work/share.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 2 : 20;
/** As long as from one refresh of all dashboards to the next, so that each phase has one. */
const SECONDS = 5;
const HISTORY_HOURS = quick ? 3 : 24;
const RATE = 1500;
const MOST = 1.05;
const MOST_STOLEN_MS = 10;
const PRIORITY = process.getuid?.() === 0 ? -10 : 0;
const SETTINGS = { RATE_LIMIT: "off", LOG_LEVEL: "silent" };
const NOBODY = "nobody watches";
const WAYS = [NOBODY, "through the application's port", "through the engine's own"] as const;
type Way = (typeof WAYS)[number];

/** How the application took its load while it was watched in one way. */
interface Phase {
  readonly p99Ms: number;
  /** CPU of its threads, in milliseconds a second. */
  readonly cpu: Pick<ThreadTimes, "main" | "engine">;
  readonly refreshesMs: readonly number[];
}

// Who asks is on another machine, too, as far as this one can be made to look like that.
setPriority(PRIORITY);
const service = await startWithHistory();
const client = new Pool(service.origin, { connections: 64, pipelining: 1 });
const ids = await proposeSome(service, 50);
const engine = await engineOf(service);
const viewer = fork(new URL("./dashboards/viewer.ts", import.meta.url));
viewer.once("exit", (code) => code !== 0 && process.exit(1));
const phases = new Map<Way, Phase[]>(WAYS.map((way) => [way, []]));
for (const way of WAYS) await measure(way);
for (let round = 0; round < ROUNDS; round++) {
  for (const i of WAYS.keys()) {
    const way = WAYS[(round + i) % WAYS.length]!;
    phases.get(way)!.push(await measure(way));
  }
}
for (const way of WAYS) tell(way);
viewer.disconnect();
await client.close();
await service.stop();
service.clean();

/** Its first run says which series it has; the second finds them in its history. */
async function startWithHistory(): Promise<Service> {
  const first = await startService({ ...SETTINGS, FAROL_TICK: "1s" }, { profiled: false });
  await proposeSome(first, 500);
  await first.stop();
  const series = await prolongHistory(first.folder, HISTORY_HOURS, Date.now());
  console.log(`${series} series, ${HISTORY_HOURS} h of them`);
  return startService({ ...SETTINGS, FAROL_TICK: "15s" }, { folder: first.folder, profiled: false });
}

async function engineOf({ origin }: Service): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/monitoring/system/info`);
  const { engine } = (await answer.json()) as { engine: { port: number } };
  return `http://127.0.0.1:${engine.port}`;
}

/** Again where the machine that this one runs on took its processors away meanwhile: that stops everybody at once. */
async function measure(way: Way): Promise<Phase> {
  for (;;) {
    const before = stolenMs();
    const phase = await measureOnce(way);
    if (stolenMs() - before <= MOST_STOLEN_MS) return phase;
  }
}

async function measureOnce(way: Way): Promise<Phase> {
  const stop = way === NOBODY ? async () => [] : watch(way === WAYS[1] ? service.origin : engine);
  const before = threadTimes(service.process.pid!);
  const { p99Ms, failed } = await take(client, { rate: RATE, seconds: SECONDS, next: read });
  const after = threadTimes(service.process.pid!);
  if (failed > 0) throw new Error(`${failed} reads failed`);
  const aSecond = (thread: "main" | "engine") => (after[thread] - before[thread]) / SECONDS;
  return { p99Ms, cpu: { main: aSecond("main"), engine: aSecond("engine") }, refreshesMs: await stop() };
}

/** Has all dashboards watched, from now until the returned function is called, which answers how long each refresh took. */
function watch(origin: string): () => Promise<readonly number[]> {
  const watched = once(viewer, "message") as Promise<[Watched]>;
  const tell = (order: Order) => viewer.send(order);
  tell({ watch: origin });
  return async () => {
    tell("stop");
    const [{ refreshesMs }] = await watched;
    return refreshesMs;
  };
}

function read(index: number) {
  const [, token] = service.cast.reviewers;
  const path =
    index % 4 === 0
      ? `${REVIEWS_PATH}?status=pending&limit=20`
      : `${REVIEWS_PATH}/${ids[index % ids.length]}`;
  return { method: "GET" as const, path, token, status: 200 };
}

function tell(who: Way): void {
  const [own, reference] = [phases.get(who)!, phases.get(NOBODY)!];
  const middle = (figure: (phase: Phase) => number) => median(own.map(figure));
  const ratio = median(own.map(({ p99Ms }, round) => p99Ms / reference[round]!.p99Ms));
  const judged = who !== NOBODY && {
    ...{ reference: median(reference.map(({ p99Ms }) => p99Ms)), ratio },
    ...{ target: `at most ${MOST}×`, reached: ratio <= MOST },
  };
  report({
    measure: "the application's p99",
    who,
    value: middle(({ p99Ms }) => p99Ms),
    unit: "ms",
    ...judged,
  });
  for (const thread of ["main", "engine"] as const) {
    const measure = thread === "main" ? "CPU of the application's thread" : "CPU of the engine's thread";
    report({ measure, who, value: middle(({ cpu }) => cpu[thread]), unit: "ms/s" });
  }
  if (who === NOBODY) return;
  const measure = `all dashboards anew, ${QUESTIONS.length} questions`;
  report({ measure, who, value: median(own.flatMap(({ refreshesMs }) => refreshesMs)), unit: "ms" });
}
