/**
 * An application that answers for orders, writes some of its 50,000 series at each request, and has rules:
 * `node application.ts 5s 10s FOLDER RULES`, by tick and time between two evaluations. Tells its parent its addresses,
 * and, when it is asked, how late its event loop was since it was asked last.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { counter, createFarol, type Duration, defineMonitoring, gauge, histogram, silentLogger } from "farol";
import Fastify from "fastify";
import { BOUNDS, ROUTES, SHARDS, STATUSES } from "../rules/series.ts";

/** What it tells when it has begun. */
export interface Addresses {
  readonly origin: string;
  readonly engine: string;
}

/** What it answers: by how much a timer of a millisecond was late at most, in milliseconds. */
export interface Lateness {
  readonly lateMs: number;
}

const [tick, ruleInterval, dataDir, rules] = process.argv.slice(2) as [Duration, Duration, string, string];
const QUEUES = 120;
const ORDERS = 2000;
const TIMER_MS = 1;
/** No neighbors one after the other, and all of them in the end. */
const STRIDE = 7919;

const numbers = (count: number, prefix = "") => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const labels = { shard: numbers(SHARDS), route: numbers(ROUTES, "/route/") };
const declarations = {
  // 14 series each: its buckets, their sum and their count
  duration: histogram({
    name: "gateway_request_duration_seconds",
    help: "Duration of requests.",
    labels,
    buckets: BOUNDS.slice(0, -1).map(Number),
  }),
  requests: counter({
    name: "gateway_requests_total",
    help: "Requests.",
    labels: { ...labels, status_code: STATUSES },
    maxSeries: 10_000,
  }),
  queue: gauge({
    name: "queue_length",
    help: "Jobs that wait.",
    labels: { shard: labels.shard, queue: numbers(QUEUES, "q") },
    maxSeries: 12_000,
  }),
};
const farol = await createFarol(
  defineMonitoring({ service: "gateway", metrics: Object.values(declarations) }),
  { tick, ruleInterval, dataDir, ruleFiles: [rules], logger: silentLogger },
);
const { duration, requests, queue } = farol.instruments(declarations);
const routes = labels.shard.flatMap((shard) => labels.route.map((route) => ({ shard, route })));
const durations = routes.map((route) => duration.series(route));
const counts = routes.flatMap((route) =>
  STATUSES.map((status_code) => requests.series({ ...route, status_code })),
);
const queues = labels.shard.flatMap((shard) =>
  numbers(QUEUES, "q").map((name) => queue.series({ shard, queue: name })),
);

let written = 0;
function write(): void {
  const i = ++written * STRIDE;
  durations[i % durations.length]!.observe((i % 97) / 50);
  counts[i % counts.length]!.inc();
  queues[i % queues.length]!.set(i % 89);
}

const orders = Array.from({ length: ORDERS }, (_, id) => ({
  ...{ id, status: id % 3 === 0 ? "open" : "sent", customer: `Customer ${id % 50}` },
  lines: Array.from({ length: 5 }, (_, line) => ({
    article: `Article ${line}`,
    amount: line + 1,
    cents: 995,
  })),
}));
const app = Fastify();
await app.register(farol.fastify());
app.addHook("onResponse", async () => write());
app.get<{ Params: { id: number } }>("/orders/:id", ({ params }) => orders[params.id]);
app.get<{ Querystring: { status: string; limit: number } }>("/orders", ({ query }) =>
  orders.filter(({ status }) => status === query.status).slice(-query.limit),
);
const origin = await app.listen({ port: 0, host: "127.0.0.1" });

const late = monitorEventLoopDelay({ resolution: TIMER_MS });
late.enable();
process.on("message", () => {
  process.send!({ lateMs: Math.max(0, late.max / 1e6 - TIMER_MS) } satisfies Lateness);
  late.reset();
});
process.on("disconnect", async () => {
  await app.close();
  await farol.close();
  process.exit();
});
process.send!({ origin, engine: farol.url } satisfies Addresses);
