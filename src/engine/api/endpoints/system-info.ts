import { availableParallelism, hostname } from "node:os";
import { LIFECYCLE } from "../../../model/index.ts";
import { uptimeSeconds } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { integer, nullable, number, object, oneOf, text } from "../schema.ts";

export const systemInfo = jsonEndpoint({
  path: "/api/v1/monitoring/system/info",
  summary: "What runs here, and where",
  schema: object({
    service: text(),
    version: text(),
    farolVersion: text(),
    nodeVersion: text(),
    pid: integer(),
    platform: text(),
    arch: text(),
    cpus: integer("Processors that the process may use."),
    hostname: text(),
    startedAtMs: number(),
    uptimeSeconds: number(),
    lifecycle: oneOf(...LIFECYCLE),
    threads: integer("Observed threads that have not ended."),
    prometheusUrl: nullable(
      text("The Prometheus that history is read from, without credentials; null: the engine's store."),
    ),
    engine: object({
      port: integer(),
      tickMs: number(),
      ticks: integer(),
      series: integer("Series in the store."),
      samples: integer("Samples in the store."),
    }),
    memory: object({
      rssBytes: integer("Of the whole process."),
      engineHeapUsedBytes: integer("Of the engine's own thread."),
      storeBytes: integer("Of the values in the store."),
    }),
  }),
  statuses: { 200: "As of now." },
  answer: (context) => {
    const { service, version, farolVersion, startedAtMs, tickMs, numbers } = context;
    const { series, samples, bytes } = context.storeSize();
    const { rss, heapUsed } = process.memoryUsage();
    const { pid, platform, arch } = process;
    const engine = { port: context.port(), tickMs, ticks: numbers.ticks, series, samples };
    return {
      body: {
        service,
        version,
        farolVersion,
        nodeVersion: process.version,
        pid,
        platform,
        arch,
        cpus: availableParallelism(),
        hostname: hostname(),
        startedAtMs,
        uptimeSeconds: uptimeSeconds(context),
        lifecycle: context.lifecycle(),
        threads: context.threads(),
        prometheusUrl: context.prometheusUrl() ?? null,
        engine,
        memory: { rssBytes: rss, engineHeapUsedBytes: heapUsed, storeBytes: bytes },
      },
    };
  },
});
