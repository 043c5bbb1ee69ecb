/**
 * Does the application's p99 suffer while the engine evaluates 1,000 rules over 50,000 series? An application with an hour
 * of history answers 1,500 requests a second. It ticks every 5 s and evaluates its rules at every second tick, so it is
 * compared with itself, in phases of 4 s around one tick each: every 15 s, as is the default, an evaluation would take
 * hardly more than a hundredth of the time, and be no matter of a p99. It has restarted within that hour, as deployments
 * have it. All share the machine.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { prolongHistory } from "./dashboards/history.ts";
import { median, report } from "./harness/result.ts";
import { rules } from "./rules/rules.ts";
import type { Addresses, Lateness } from "./rules-thread/application.ts";
import { ruleFile } from "./rules-thread/rule-file.ts";
import { take } from "./work/open-load.ts";
import {
  goFirst,
  type Phase,
  reportMedians,
  reportPhases,
  takePhase,
  type Undisturbed,
  undisturbed,
} from "./work/phase.ts";

const ROUNDS = process.argv.includes("--quick") ? 3 : 20;
const WARM_UP_ROUNDS = 3;
const SERIES = 50_000;
const RULES = 1000;
const RATE = 1500;
const SECONDS = 4;
/** From a phase's begin to its tick. */
const LEAD_MS = 500;
const TICK_MS = 5000;
const INTERVAL_MS = 2 * TICK_MS;
/** By how long after a whole interval their tick comes. */
const WAYS = { "without an evaluation": TICK_MS, "with an evaluation": 0 } as const;
type Way = keyof typeof WAYS;

type Application = Addresses & { readonly process: ChildProcess };
type LatePhase = Phase & Lateness;

const folder = mkdtempSync(join(tmpdir(), "farol-bench-rules-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const application = await startWithHistory();
const client = new Pool(application.origin, { connections: 64, pipelining: 1 });
goFirst();
const ways = Object.keys(WAYS) as Way[];
for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const way of ways) await measure(way);
const phases = new Map<Way, Undisturbed<LatePhase>[]>(ways.map((way) => [way, []]));
const beginMs = Date.now();
for (let round = 0; round < ROUNDS; round++)
  for (const way of ways) phases.get(way)!.push(await undisturbed(() => measure(way)));
reportPhases(phases);
reportMedians(phases, "the event loop's longest delay", "ms", ({ lateMs }) => lateMs);
await reportEvaluations();
await client.close();
await stop(application);

/** Its first run says which series it has; the second finds an hour of them, as long as any rule looks back. */
async function startWithHistory(): Promise<Application> {
  const file = join(folder, "rules.yml");
  writeFileSync(file, ruleFile(rules(RULES)));
  const first = await start("1s", "1h", file);
  const short = new Pool(first.origin, { connections: 64, pipelining: 1 });
  await take(short, { rate: RATE, seconds: 10, next: ask });
  await short.close();
  await stop(first);
  const series = await prolongHistory(folder, 1, Date.now());
  console.log(`an hour of ${series} series`);
  if (series < SERIES) throw new Error("too few series");
  return start(`${TICK_MS}ms`, `${INTERVAL_MS}ms`, file);
}

async function start(tick: string, ruleInterval: string, file: string): Promise<Application> {
  const program = new URL("./rules-thread/application.ts", import.meta.url);
  const child = fork(program, [tick, ruleInterval, folder, file]);
  child.once("exit", (code) => code !== 0 && process.exit(1));
  const [addresses] = (await once(child, "message")) as [Addresses];
  return { ...addresses, process: child };
}

async function stop({ process: child }: Application): Promise<void> {
  const ended = once(child, "exit");
  child.disconnect();
  await ended;
}

/** Around the next tick of its kind. */
async function measure(way: Way): Promise<LatePhase> {
  const waitMs = (WAYS[way] - LEAD_MS - Date.now()) % INTERVAL_MS;
  await pause(waitMs < 0 ? waitMs + INTERVAL_MS : waitMs);
  await lateness();
  const phase = await takePhase(client, application.process.pid!, {
    rate: RATE,
    seconds: SECONDS,
    next: ask,
  });
  return { ...phase, ...(await lateness()) };
}

/** Since it was asked last. */
async function lateness(): Promise<Lateness> {
  application.process.send("late");
  const [answer] = (await once(application.process, "message")) as [Lateness];
  return answer;
}

function ask(index: number) {
  const path = index % 4 === 0 ? "/orders?status=open&limit=20" : `/orders/${index % 2000}`;
  return { method: "GET" as const, path, token: "none", status: 200 };
}

async function reportEvaluations(): Promise<void> {
  const evaluated = await history("farol_rule_evaluations_total");
  const failed = await history("farol_rule_evaluation_failures_total");
  if (evaluated.some((value, i) => i > 0 && value - evaluated[i - 1]! !== RULES) || Math.max(...failed) > 0)
    throw new Error("not every rule was evaluated each time");
  const seconds = await history("farol_rule_evaluation_duration_seconds");
  const [measure, who, unit] = ["an evaluation, from begin to end", "farol", "ms"];
  report({ measure, who, value: median(seconds) * 1000, unit });
  report({ measure, who: "the slowest of them", value: Math.max(...seconds) * 1000, unit });
}

/** What a metric was after each evaluation since the first phase: at the ticks without one. */
async function history(query: string): Promise<number[]> {
  const start = Math.ceil(beginMs / INTERVAL_MS) * INTERVAL_MS + TICK_MS;
  const times = { start: `${start / 1000}`, end: `${Date.now() / 1000}`, step: `${INTERVAL_MS / 1000}` };
  const parameters = new URLSearchParams({ query, ...times });
  const answer = await fetch(`${application.engine}/farol/prometheus/api/v1/query_range?${parameters}`);
  const { data } = (await answer.json()) as { data: { result: { values: [number, string][] }[] } };
  return data.result[0]!.values.map(([, value]) => Number(value));
}
