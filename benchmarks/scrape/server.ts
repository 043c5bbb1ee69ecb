/** A server of 100,000 series, watched in the way that the argument names; tells its port and its thread's CPU time. */
import { counter, createFarol, defineMonitoring, silentLogger, unboundedLabel } from "farol";
import Fastify from "fastify";
import { Counter, Registry } from "prom-client";

const METRICS = 100;
const SERIES = 1000;
const LABELS = ["method", "endpoint"] as const;

const nameOf = (metric: number) => `shop_${metric}_orders_total`;
const labelsOf = (series: number) => ({ method: "GET", endpoint: `/api/v1/things/${series}` });
const numberOf = (series: number) => (series * 37_813) % 1_000_003;

const app = Fastify();
const starts = {
  "farol, its own port": async () => Number(new URL((await farol()).url).port),
  "farol, the application's port": async () => {
    await app.register((await farol()).fastify());
    return listen();
  },
  "prom-client": async () => {
    const registry = promClient();
    app.get("/metrics", () => registry.metrics());
    return listen();
  },
};

async function farol() {
  const orders = Array.from({ length: METRICS }, (_, metric) =>
    counter({
      name: nameOf(metric),
      help: "Orders.",
      labels: { method: unboundedLabel, endpoint: unboundedLabel },
    }),
  );
  const monitoring = defineMonitoring({ service: "shop", integrations: [], metrics: orders });
  const watched = await createFarol(monitoring, { logger: silentLogger });
  const instruments = watched.instruments(orders as unknown as Record<string, (typeof orders)[number]>);
  for (const instrument of Object.values(instruments)) {
    for (let i = 0; i < SERIES; i++) instrument.inc(labelsOf(i), numberOf(i));
  }
  return watched;
}

function promClient(): Registry {
  const registry = new Registry();
  for (let metric = 0; metric < METRICS; metric++) {
    const orders = new Counter({
      name: nameOf(metric),
      help: "Orders.",
      labelNames: LABELS,
      registers: [registry],
    });
    for (let i = 0; i < SERIES; i++) orders.inc(labelsOf(i), numberOf(i));
  }
  return registry;
}

async function listen(): Promise<number> {
  return Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
}

const port = await starts[process.argv[2] as keyof typeof starts]();
process.send!({ port });
process.on("message", () => process.send!({ cpu: process.threadCpuUsage() }));
process.on("disconnect", () => process.exit());
