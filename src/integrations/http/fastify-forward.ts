import { Agent } from "node:http";
import type { FastifyInstance, FastifyPluginCallback, RouteOptions } from "fastify";
import type { Logger } from "../../model/index.ts";
import { shared } from "./fastify-plugin.ts";
import { forward, type Target } from "./forward.ts";
import { forget } from "./identify.ts";

const READ = ["GET"];
const READ_AND_WRITE = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * What Farol answers. The last letter of the paths that an application is likely to have itself is a parameter: so the
 * router prefers the application's own route, and does not take it for a duplicate, whichever of the two comes first.
 */
const ROUTES = [
  { path: "/metrics", pattern: "/metric:farol(^s$)", method: READ },
  { path: "/health/live", pattern: "/health/liv:farol(^e$)", method: READ },
  { path: "/health/ready", pattern: "/health/read:farol(^y$)", method: READ },
  { path: "/api/v1/monitoring/*", pattern: "/api/v1/monitoring/*", method: READ_AND_WRITE },
  { path: "/runbooks/*", pattern: "/runbooks/*", method: READ },
  { path: "/farol", pattern: "/farol", method: READ },
  { path: "/farol/*", pattern: "/farol/*", method: READ_AND_WRITE },
] as const;

export interface ForwardOptions {
  /** The engine's port on 127.0.0.1, asked for each request; undefined while it is away. */
  readonly port: () => number | undefined;
  readonly logger: Logger;
}

/**
 * A plugin that passes metrics, health, the monitoring API and the console on to the engine. A route of the
 * application's own on one of these paths is left in place, with a warning.
 */
export function forwardTo({ port, logger }: ForwardOptions): FastifyPluginCallback {
  return shared("farol-forward", (app, _options, done) => {
    const agent = new Agent({ keepAlive: true });
    app.addHook("onClose", (_app, closed) => {
      agent.destroy();
      closed();
    });
    warnOfOwnRoutes(app, logger);
    app.register(scope({ port, agent }));
    done();
  });
}

/** Whether a route is one of those that `forwardTo` makes. */
export function isForwarded({ config }: RouteOptions): boolean {
  return config !== undefined && FORWARDED in config;
}

const FORWARDED = Symbol("farol.forwarded");

/** A scope of its own: here bodies are not parsed but left on the wire. */
function scope(target: Target): FastifyPluginCallback {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _body, parsed) => parsed(null));
    for (const { pattern, method } of ROUTES.filter(({ pattern }) => !has(app, pattern))) {
      app.route({
        url: pattern,
        method: [...method],
        logLevel: "silent",
        config: { [FORWARDED]: true },
        onRequest: (request, _reply, next) => {
          forget(request.raw);
          next();
        },
        handler: (request, reply) => {
          reply.hijack();
          forward(request.raw, reply.raw, target);
        },
      });
    }
    done();
  };
}

function warnOfOwnRoutes(app: FastifyInstance, logger: Logger): void {
  const warn = (path: string) =>
    logger.warn({ path }, `The application has a route ${path} of its own; Farol's is not reachable there.`);
  for (const { path } of ROUTES) if (has(app, path)) warn(path);
  app.addHook("onRoute", (route) => {
    const own = ROUTES.find(
      ({ path }) => path === route.url && !isForwarded(route) && route.method !== "HEAD",
    );
    if (own !== undefined) warn(own.path);
  });
}

function has(app: FastifyInstance, url: string): boolean {
  return app.hasRoute({ method: "GET", url });
}
