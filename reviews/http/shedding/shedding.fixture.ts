import { EventEmitter, once } from "node:events";
import { after } from "node:test";
import Fastify, { type FastifyInstance } from "fastify";
import { rememberedMetrics } from "../../metrics.fixture.ts";
import { answerErrors } from "../errors.ts";
import { drain, listen } from "../listen.ts";
import { SHED_REASONS, type SheddingMetrics, type ShedReason } from "./metrics.ts";

/** Instruments that remember what was written, and a way to wait for it. */
export function rememberedShedding() {
  const changes = new EventEmitter();
  const shed = Object.fromEntries(SHED_REASONS.map((reason) => [reason, 0])) as Record<ShedReason, number>;
  const written = { limit: 0, queued: 0, shed };
  const metrics = {
    concurrencyLimit: { set: (limit: number) => remember({ limit }) },
    requestsQueued: { set: (queued: number) => remember({ queued }) },
    requestsShed: { inc: ({ reason }: { reason: ShedReason }) => void shed[reason]++ },
  };
  const remember = (change: Partial<typeof written>) => {
    Object.assign(written, change);
    changes.emit("change");
  };
  return {
    metrics: metrics as unknown as SheddingMetrics,
    written,
    /** Resolves once as many requests wait. */
    async queued(requests: number): Promise<void> {
      while (written.queued !== requests) await once(changes, "change");
    },
  };
}

/**
 * An application on a port, with the service's problems and a route `/held` whose answers the test gives. `prepare` is
 * called before that route is added.
 */
export async function startHeld(prepare: (app: FastifyInstance) => void | Promise<void>) {
  const app = Fastify({ return503OnClosing: false, forceCloseConnections: "idle" });
  const { metrics, value } = rememberedMetrics();
  answerErrors(app, metrics);
  await prepare(app);
  const held: { name: string; answer: (text: string) => void }[] = [];
  const arrivals = new EventEmitter();
  app.get<{ Querystring: { name?: string } }>("/held", ({ query: { name = "" } }) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    held.push({ name, answer: resolve });
    arrivals.emit("arrival");
    return promise;
  });
  after(() => drain(app));
  return {
    app,
    value,
    origin: `http://127.0.0.1:${await listen(app, "127.0.0.1", 0)}`,
    /** The names of the requests that wait for their answer, in the order in which they came to the handler. */
    names: () => held.map(({ name }) => name),
    /** Resolves once as many requests wait for their answer. */
    async arrived(requests: number): Promise<void> {
      while (held.length < requests) await once(arrivals, "arrival");
    },
    /** Answers the request that has waited longest. */
    answer: () => held.shift()!.answer("answered"),
  };
}
