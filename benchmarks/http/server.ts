/** One of the servers that are compared, in a process of its own: `node server.ts farol`. Talks to its parent by IPC. */

import { observeFastify } from "farol/integrations/http";
import { silentLogger, systemClock } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import Fastify, { type FastifyInstance } from "fastify";
import fastifyMetrics from "fastify-metrics";
import prom from "prom-client";

const PREPARE: Readonly<Record<string, (app: FastifyInstance) => void>> = {
  bare: () => {},
  "empty hook": (app) => {
    app.addHook("onResponse", (_request, _reply, done) => done());
  },
  farol: (app) => {
    const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
    app.register(observeFastify({ recorder, clock: systemClock, logger: silentLogger }));
  },
  "prom-client by hand": (app) => handWritten(app),
  "fastify-metrics": (app) => {
    app.register(fastifyMetrics.default ?? fastifyMetrics, { defaultMetrics: { enabled: false } });
  },
  OpenTelemetry: () => {},
};

/** A counter and a histogram, as prom-client's readme would have them. */
function handWritten(app: FastifyInstance): void {
  const labelNames = ["method", "endpoint", "status_code"] as const;
  const requests = new prom.Counter({ name: "http_requests_total", help: "Requests.", labelNames });
  const duration = new prom.Histogram({
    name: "http_request_duration_seconds",
    help: "Duration.",
    labelNames: ["method", "endpoint"] as const,
  });
  app.addHook("onResponse", (request, reply, done) => {
    const labels = { method: request.method, endpoint: request.routeOptions.url ?? "unmatched" };
    requests.inc({ ...labels, status_code: reply.statusCode });
    duration.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}

const app = Fastify();
PREPARE[process.argv[2] ?? "bare"]!(app);
await app.register(async (scope) => {
  scope.get<{ Params: { id: string } }>("/users/:id", (request, reply) =>
    reply.send({ id: request.params.id, name: "Ada Lovelace", email: "ada@example.org" }),
  );
});
const address = await app.listen({ port: 0, host: "127.0.0.1" });
process.on("message", () => process.send!({ cpu: process.cpuUsage() }));
process.on("disconnect", () => process.exit());
process.send!({ port: Number(new URL(address).port) });
