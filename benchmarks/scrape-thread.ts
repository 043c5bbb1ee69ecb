/**
 * What does a scrape of 100,000 series cost the application's own thread? Its CPU time from the request to the page's
 * last byte, less what the thread uses in as much time of idleness. Pages are asked for compressed, as Prometheus does.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { gunzipSync } from "node:zlib";
import { median, report } from "./harness/result.ts";

const ROUNDS = process.argv.includes("--quick") ? 5 : 31;
const WARM_UP = 5;
const SERIES = 100_000;
const LINE_FEED = 10;
/** What the clock of a thread and a message to it cost by themselves. */
const GRAIN_MS = 0.5;
const WHO = ["farol, its own port", "farol, the application's port", "prom-client"] as const;

interface Contender {
  readonly who: (typeof WHO)[number];
  readonly server: ChildProcess;
  readonly port: number;
  readonly cpuMs: number[];
  readonly wholeMs: number[];
}

const contenders = await Promise.all(WHO.map(start));
for (let round = 0; round < WARM_UP; round++) for (const it of contenders) await scrape(it);
for (const { cpuMs, wholeMs } of contenders) [cpuMs.length, wholeMs.length] = [0, 0];
for (let round = 0; round < ROUNDS; round++) for (const it of contenders) await scrape(it);
for (const { who, cpuMs, wholeMs, server } of contenders) {
  const goal = who.startsWith("farol, its own") ? { target: "none", reached: median(cpuMs) < GRAIN_MS } : {};
  report({ measure: "CPU of the application's thread", who, value: median(cpuMs), unit: "ms", ...goal });
  report({ measure: "request to last byte", who, value: median(wholeMs), unit: "ms" });
  server.disconnect();
}

async function start(who: Contender["who"]): Promise<Contender> {
  const server = fork(new URL("./scrape/server.ts", import.meta.url), [who]);
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  return { who, server, port, cpuMs: [], wholeMs: [] };
}

async function scrape({ server, port, cpuMs, wholeMs }: Contender): Promise<void> {
  const beforeMs = await threadCpuMs(server);
  const begin = performance.now();
  const lines = await linesOf(port);
  const tookMs = performance.now() - begin;
  const usedMs = (await threadCpuMs(server)) - beforeMs;
  if (lines < SERIES) throw new Error(`the page had ${lines} lines`);
  wholeMs.push(tookMs);
  cpuMs.push(usedMs - (await idleMs(server, tookMs)));
}

async function idleMs(server: ChildProcess, lengthMs: number): Promise<number> {
  const beforeMs = await threadCpuMs(server);
  await new Promise((resolve) => setTimeout(resolve, lengthMs));
  return (await threadCpuMs(server)) - beforeMs;
}

async function threadCpuMs(server: ChildProcess): Promise<number> {
  server.send("cpu");
  const [{ cpu }] = (await once(server, "message")) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

async function linesOf(port: number): Promise<number> {
  const headers = { "accept-encoding": "gzip" };
  const asked = request({ host: "127.0.0.1", port, path: "/metrics", headers }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  const page = response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  return page.reduce((lines, byte) => (byte === LINE_FEED ? lines + 1 : lines), 0);
}
