/**
 * Does the application's p99 suffer while somebody watches all dashboards? The reference application answers 1,500 reads
 * a second, and holds a day of history; all panels of its dashboards ask about the last hour, six at once, as often as the
 * console does, which is once a tick of 15 s: through the application's port, and through the engine's own. Nobody watches
 * twice, which tells how far such a measure differs from itself. All share the machine.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Pool } from "undici";
import { prolongHistory } from "./dashboards/history.ts";
import { QUESTIONS } from "./dashboards/questions.ts";
import type { Order, Watched } from "./dashboards/viewer.ts";
import { median, report } from "./harness/result.ts";
import { goFirst, type Phase, reportPhases, takePhase, type Undisturbed, undisturbed } from "./work/phase.ts";
import { proposeSome, REVIEWS_PATH, type Service, startService } from "./work/service.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 2 : 12;
/** From one tick, and one refresh of all dashboards, to the next, and of a phase, so that each has one. */
const SECONDS = 15;
const HISTORY_HOURS = quick ? 3 : 24;
const RATE = 1500;
const SETTINGS = { RATE_LIMIT: "off", LOG_LEVEL: "silent" };
const NOBODY_AGAIN = "nobody again";

type WatchedPhase = Phase & Watched;
type Way = keyof typeof WATCHED;

const service = await startWithHistory();
const client = new Pool(service.origin, { connections: 64, pipelining: 1 });
const ids = await proposeSome(service, 50);
/** At which address somebody watches; the first is what the others are compared with. */
const WATCHED = {
  "nobody watches": undefined,
  [NOBODY_AGAIN]: undefined,
  "through the application's port": service.origin,
  "through the engine's own": await engineOf(service),
};
const ways = Object.keys(WATCHED) as Way[];
const viewer = fork(new URL("./dashboards/viewer.ts", import.meta.url));
viewer.once("exit", (code) => code !== 0 && process.exit(1));
goFirst();
for (const way of ways) await measure(way);
const phases = new Map<Way, Undisturbed<WatchedPhase>[]>(ways.map((way) => [way, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const i of ways.keys()) {
    const way = ways[(round + i) % ways.length]!;
    phases.get(way)!.push(await undisturbed(() => measure(way)));
  }
}
reportPhases(phases, NOBODY_AGAIN);
reportRefreshes();
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
  return startService({ ...SETTINGS, FAROL_TICK: `${SECONDS}s` }, { folder: first.folder, profiled: false });
}

async function engineOf({ origin }: Service): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/monitoring/system/info`);
  const { engine } = (await answer.json()) as { engine: { port: number } };
  return `http://127.0.0.1:${engine.port}`;
}

async function measure(way: Way): Promise<WatchedPhase> {
  const origin = WATCHED[way];
  const stop = origin === undefined ? async () => [] : watch(origin);
  const phase = await takePhase(client, service.process.pid!, { rate: RATE, seconds: SECONDS, next: read });
  return { ...phase, refreshesMs: await stop() };
}

/** Has all dashboards watched, from now until the returned function is called, which answers how long each refresh took. */
function watch(origin: string): () => Promise<readonly number[]> {
  const watched = once(viewer, "message") as Promise<[Watched]>;
  const tell = (order: Order) => viewer.send(order);
  tell({ origin, everyMs: SECONDS * 1000 });
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

function reportRefreshes(): void {
  const measure = `all dashboards anew, ${QUESTIONS.length} questions`;
  for (const who of ways.filter((way) => WATCHED[way] !== undefined)) {
    const value = median(phases.get(who)!.flatMap(({ refreshesMs }) => refreshesMs));
    report({ measure, who, value, unit: "ms" });
  }
}
