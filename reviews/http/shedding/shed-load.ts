import type { FastifyInstance } from "fastify";
import { FailureError, failure } from "../../errors.ts";
import { AT_DOOR, Gate, type GateOptions, type Importance, type Visit } from "./gate.ts";
import type { SheddingMetrics } from "./metrics.ts";
import { UsualDuration } from "./usual-duration.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * How a route is treated under overload. `critical`: is never turned away, and not counted. `bulk`: is turned away
     * first. Default: normal.
     */
    importance?: Importance | "critical";
    [ROUTE]?: Route;
  }
}

/** What is known of a route that may be turned away. */
interface Route {
  readonly importance: Importance;
  readonly usual: UsualDuration;
}
const ROUTE = Symbol("reviews.shedding.route");

export interface ShedLoadOptions extends Omit<GateOptions, "metrics"> {
  readonly metrics: SheddingMetrics;
}

/**
 * Answers as many requests at a time as can be answered without making each other wait, lets a few wait for a moment, and
 * turns the rest away at once: so what is answered is answered in time. Holds for the routes that are added afterwards,
 * and not for those that are there already, nor for paths that no route has. While the application closes it turns all
 * of them away, for which Fastify's own `return503OnClosing` must be off.
 */
export function shedLoad(app: FastifyInstance, options: ShedLoadOptions): void {
  const { metrics } = options;
  const gate = new Gate(options);
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onRoute", (route) => {
    const importance = route.config?.importance ?? "normal";
    if (importance === "critical") return;
    route.config = { ...route.config, [ROUTE]: { importance, usual: new UsualDuration() } };
  });
  app.addHook("onRequest", (request, reply, done) => {
    const route = request.routeOptions.config[ROUTE];
    if (route === undefined) return done();
    const refuse = (reason: keyof typeof DETAILS) => {
      metrics.requestsShed.inc({ reason });
      done(new FailureError(failure("overloaded", DETAILS[reason])));
    };
    if (isClosing) return refuse("draining");
    const { raw } = reply;
    const visit: Visit = { ...route, admit: done, refuse, state: AT_DOOR };
    raw.on("close", () => gate.leave(visit, raw.writableFinished && raw.statusCode < 400));
    gate.enter(visit);
  });
}

const DETAILS = {
  concurrency: "More requests came than can be answered; try again in a moment.",
  queue_timeout: "More requests came than can be answered in time; try again in a moment.",
  draining: "This instance is stopping; another one will answer.",
} as const;
