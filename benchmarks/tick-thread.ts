/**
 * What does a tick of 50,000 series cost the application's own thread? Two applications write some of their series all
 * the time; one has four ticks a second and a log of them, the other one tick an hour. The CPU time of the one's thread
 * less that of the other's in the same seconds, by the ticks that its engine counted; and the same of the engine's thread.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { median, report } from "./harness/result.ts";
import { threadTimes } from "./work/share.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 4 : 30;
const ROUND_MS = 2000;
const WARM_UP_MS = 3000;
const SERIES = 50_000;
/** What a tick may cost each thread, in milliseconds. */
const LIMITS = { application: 0.2, engine: 25 } as const;

/** What an application has done and used since it began. */
interface Account {
  readonly ticks: number;
  /** Milliseconds of CPU. */
  readonly application: number;
  readonly engine: number;
}

interface Application {
  readonly process: ChildProcess;
  /** Of its engine. */
  readonly url: string;
}

const [often, rarely] = await Promise.all([start("250ms"), start("1h")]);
await pause(WARM_UP_MS);
const sampled = (await infoOf(often)).series;
if (sampled < SERIES) throw new Error(`a tick is of ${sampled} series`);
const rounds: (readonly [Account, Account])[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await spend());
for (const thread of ["application", "engine"] as const) judge(thread);
for (const { process } of [often, rarely]) process.disconnect();

async function start(tick: string): Promise<Application> {
  const application = fork(new URL("./tick-thread/application.ts", import.meta.url), [tick, String(SERIES)]);
  const [{ url }] = (await once(application, "message")) as [{ url: string }];
  return { process: application, url };
}

/** What both do and use in the same time. */
async function spend(): Promise<readonly [Account, Account]> {
  const before = await Promise.all([accountOf(often), accountOf(rarely)]);
  await pause(ROUND_MS);
  const after = await Promise.all([accountOf(often), accountOf(rarely)]);
  return [since(before[0], after[0]), since(before[1], after[1])];
}

function since(before: Account, after: Account): Account {
  return {
    ticks: after.ticks - before.ticks,
    application: after.application - before.application,
    engine: after.engine - before.engine,
  };
}

async function accountOf(application: Application): Promise<Account> {
  const { process } = application;
  const { ticks } = await infoOf(application);
  process.send("cpu");
  const [{ cpu }] = (await once(process, "message")) as [{ cpu: NodeJS.CpuUsage }];
  return {
    ticks,
    application: (cpu.user + cpu.system) / 1000,
    engine: threadTimes(process.pid!).engine,
  };
}

async function infoOf({ url }: Application): Promise<{ ticks: number; series: number }> {
  const answer = await fetch(`${url}/api/v1/monitoring/system/info`);
  return ((await answer.json()) as { engine: { ticks: number; series: number } }).engine;
}

function judge(thread: keyof typeof LIMITS): void {
  const value = median(
    rounds.map(([one, other]) => (one[thread] - other[thread]) / (one.ticks - other.ticks)),
  );
  const idle = median(rounds.map(([one, other]) => other[thread] / (one.ticks - other.ticks)));
  const target = `under ${LIMITS[thread]} ms`;
  const reached = value < LIMITS[thread];
  const measure = `a tick of 50,000 series, the ${thread}'s thread`;
  report({ measure, who: "farol", value, unit: "ms", target, reached });
  report({ measure, who: "that time without a tick", value: idle, unit: "ms" });
}
