/**
 * What does load shedding cost while there is no overload, and what does it save in one? A server that can answer about
 * 1,000 requests a second is asked 2,000 times a second, with the concurrency limit and without. Good is what is
 * answered within 250 ms; the first two seconds, in which queue and limit settle, do not count.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { ManualClock, systemClock } from "farol";
import { instrumentsOf, SlabWriter, ThreadRecorder } from "farol/record";
import { AT_DOOR, Gate, type Visit } from "../reviews/http/shedding/gate.ts";
import { sheddingDeclarations } from "../reviews/http/shedding/metrics.ts";
import { UsualDuration } from "../reviews/http/shedding/usual-duration.ts";
import { WindowCounts } from "../reviews/http/shedding/window-counts.ts";
import { interleave } from "./harness/interleave.ts";
import { median, report } from "./harness/result.ts";
import { LoadClient } from "./http/load.ts";
import { askAtRate } from "./shedding/open-load.ts";

const quick = process.argv.includes("--quick");
const OPERATIONS = quick ? 100_000 : 500_000;
const ROUNDS = quick ? 5 : 15;
const ROUND_MS = 250;
const CONNECTIONS = 16;
const PER_SECOND = 2000;
const OVERLOAD_MS = quick ? 4000 : 8000;
const SETTLED_MS = 2000;
const GOOD_MS = 250;

inMemory();
await whileIdle();
await inOverload();

/** The decision alone, without Fastify. */
function inMemory(): void {
  const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
  const gate = new Gate({ clock: systemClock, metrics: instrumentsOf(recorder, sheddingDeclarations) });
  const usual = new UsualDuration();
  const counts = new WindowCounts({ clock: new ManualClock() });
  const users = Array.from({ length: 64 }, (_, i) => `user ${i}`);
  const nothing = () => {};
  let sum = 0;
  const [floor, ...others] = interleave(
    [
      {
        who: "two readings of the clock",
        run: (n) => {
          for (let i = 0; i < n; i++) sum += systemClock.monotonic() - systemClock.monotonic();
        },
      },
      {
        who: "concurrency limit",
        run: (n) => {
          for (let i = 0; i < n; i++) {
            const visit: Visit = {
              importance: "normal",
              usual,
              admit: nothing,
              refuse: nothing,
              state: AT_DOOR,
            };
            gate.enter(visit);
            gate.leave(visit, true);
          }
        },
      },
      {
        who: "rate limit",
        run: (n) => {
          for (let i = 0; i < n; i++) sum += counts.add(users[i & 63]!, 1000).current;
        },
      },
    ],
    OPERATIONS,
    ROUNDS,
  );
  const measure = "to let a request pass, in memory";
  const reference = floor!.nanoseconds;
  report({ measure, who: floor!.who, value: reference, unit: "ns" });
  for (const { who, nanoseconds, ratio } of others) {
    report({ measure, who, value: nanoseconds, unit: "ns", reference, ratio });
  }
  if (Number.isNaN(sum)) throw new Error("nothing was measured");
}

/** Requests that nobody limits, through all of Fastify. */
async function whileIdle(): Promise<void> {
  const who = ["bare", "concurrency limit", "rate limit"];
  const contenders = [];
  for (const each of who) {
    const { server, port } = await start(each);
    const client = await LoadClient.open(port, CONNECTIONS);
    await client.run(2 * ROUND_MS);
    contenders.push({ who: each, server, client, cpuMicros: [] as number[] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { server, client, cpuMicros } of contenders) {
      const before = await cpuOf(server);
      const { requests } = await client.run(ROUND_MS);
      cpuMicros.push(((await cpuOf(server)) - before) / requests);
    }
  }
  const bare = contenders[0]!.cpuMicros;
  for (const { who, server, client, cpuMicros } of contenders) {
    const ratio = median(cpuMicros.map((value, round) => value / bare[round]!));
    const compared = who === "bare" ? {} : { reference: median(bare), ratio };
    report({ measure: "CPU a request, while idle", who, value: median(cpuMicros), unit: "µs", ...compared });
    client.close();
    server.disconnect();
  }
}

async function inOverload(): Promise<void> {
  const without = await overload("bare");
  const limited = await overload("concurrency limit");
  const enough = { target: "at least 900", reached: limited.goodPerSecond >= 900 };
  const inTime = { target: `at most ${GOOD_MS} ms`, reached: limited.p99Ms <= GOOD_MS };
  tell(
    "answered in time, at twice what is possible",
    "1/s",
    without.goodPerSecond,
    limited.goodPerSecond,
    enough,
  );
  tell("p99 of what is answered with 200", "ms", without.p99Ms, limited.p99Ms, inTime);
}

function tell(measure: string, unit: string, reference: number, value: number, goal: object): void {
  report({ measure, who: "without", value: reference, unit });
  report({ measure, who: "concurrency limit", value, unit, reference, ...goal });
}

async function overload(who: string) {
  const { server, port } = await start(who);
  const answers = await askAtRate(port, PER_SECOND, OVERLOAD_MS);
  server.disconnect();
  const settled = answers.filter(({ askedMs, durationMs }) => askedMs + durationMs >= SETTLED_MS);
  const answered = settled.filter(({ status }) => status === 200).map(({ durationMs }) => durationMs);
  const sorted = answered.sort((a, b) => a - b);
  const good = sorted.filter((durationMs) => durationMs <= GOOD_MS).length;
  return {
    goodPerSecond: (good * 1000) / (OVERLOAD_MS - SETTLED_MS),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}

async function start(who: string): Promise<{ server: ChildProcess; port: number }> {
  const server = fork(new URL("./shedding/server.ts", import.meta.url), [who]);
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  return { server, port };
}

async function cpuOf(server: ChildProcess): Promise<number> {
  server.send("cpu");
  const [{ cpu }] = (await once(server, "message")) as [{ cpu: NodeJS.CpuUsage }];
  return cpu.user + cpu.system;
}
