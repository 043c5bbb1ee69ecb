/**
 * What does it cost a Fastify application to have its requests measured? GET /users/:id under load from another process,
 * against the same server bare and with an empty `onResponse` hook. CPU is the server process' own, and less noisy.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { median, report } from "./harness/result.ts";
import { LoadClient } from "./http/load.ts";

const quick = process.argv.includes("--quick");
/** The servers are started anew, as two runs of one program differ more than two of these servers. */
const GENERATIONS = quick ? 1 : 10;
const ROUNDS = quick ? 5 : 4;
const ROUND_MS = quick ? 300 : 250;
const WARM_UP_MS = quick ? 500 : 700;
const CONNECTIONS = 16;
/** Instrumentation has to be there before what it instruments. */
const PRELOAD = new URL("./http/opentelemetry.ts", import.meta.url).href;
const WHO = [
  "bare",
  "empty hook",
  "farol",
  "prom-client by hand",
  "fastify-metrics",
  "OpenTelemetry",
] as const;
type Who = (typeof WHO)[number];

/** One server's figures, a round each. */
interface Rounds {
  readonly requestsPerSecond: number[];
  readonly p99Ms: number[];
  readonly cpuMicros: number[];
}

interface Contender {
  readonly who: Who;
  readonly server: ChildProcess;
  readonly client: LoadClient;
}

const figures = new Map<Who, Rounds>(
  WHO.map((who) => [who, { requestsPerSecond: [], p99Ms: [], cpuMicros: [] }]),
);
for (let generation = 0; generation < GENERATIONS; generation++) {
  const contenders: Contender[] = [];
  for (const who of WHO) contenders.push(await start(who));
  for (const { client } of contenders) await client.run(WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++) await inTurn(contenders, round);
  for (const contender of contenders) stop(contender);
}
compare("requests/s, to an empty hook", "requestsPerSecond", "1/s", "empty hook", {
  target: "at least 98 %",
  reached: (ratio) => ratio >= 0.98,
});
compare("requests/s, to bare", "requestsPerSecond", "1/s", "bare");
compare("p99, to bare", "p99Ms", "ms", "bare", { target: "at most 1.2×", reached: (ratio) => ratio <= 1.2 });
compare("CPU of the server a request, to bare", "cpuMicros", "µs", "bare");

/** Each server once, another one first each time. */
async function inTurn(contenders: readonly Contender[], round: number): Promise<void> {
  const first = round % contenders.length;
  for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)])
    await measure(contender);
}

async function start(who: Who): Promise<Contender> {
  const before = who === "OpenTelemetry" ? ["--import", PRELOAD] : [];
  const server = fork(new URL("./http/server.ts", import.meta.url), [who], { execArgv: before });
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  const client = await LoadClient.open(port, CONNECTIONS);
  return { who, server, client };
}

function stop({ server, client }: Contender): void {
  client.close();
  server.disconnect();
}

async function measure({ who, server, client }: Contender): Promise<void> {
  const rounds = figures.get(who)!;
  const before = await cpuMicros(server);
  const load = await client.run(ROUND_MS);
  rounds.cpuMicros.push(((await cpuMicros(server)) - before) / load.requests);
  rounds.requestsPerSecond.push(load.requestsPerSecond);
  rounds.p99Ms.push(load.p99Ms);
}

async function cpuMicros(server: ChildProcess): Promise<number> {
  server.send("cpu");
  const [{ cpu }] = (await once(server, "message")) as [{ cpu: NodeJS.CpuUsage }];
  return cpu.user + cpu.system;
}

function compare(
  name: string,
  figure: keyof Rounds,
  unit: string,
  to: Who,
  goal?: { target: string; reached: (ratio: number) => boolean },
): void {
  const reference = figures.get(to)![figure];
  for (const who of WHO.filter((each) => each !== to)) {
    const values = figures.get(who)![figure];
    const ratio = median(values.map((value, round) => value / reference[round]!));
    const judged = who === "farol" && goal !== undefined;
    const verdict = judged ? { target: goal.target, reached: goal.reached(ratio) } : {};
    report({
      measure: name,
      who,
      value: median(values),
      unit,
      reference: median(reference),
      ratio,
      ...verdict,
    });
  }
}
