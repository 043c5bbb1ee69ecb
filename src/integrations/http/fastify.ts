import type { FastifyInstance, FastifyPluginCallback, FastifyReply, RouteOptions } from "fastify";
import type { Host } from "../../model/index.ts";
import { identify } from "./exchange.ts";
import { isForwarded } from "./fastify-forward.ts";
import { shared } from "./fastify-plugin.ts";
import type { Framework } from "./ledger.ts";
import { observeServer } from "./server.ts";

const fastify: Framework<FastifyReply> = {
  endpoint: (reply) => reply.request.routeOptions.url,
  header: (reply, name) => reply.getHeader(name),
};

/**
 * A plugin that observes the application it is registered in, routes of other plugins included. Register it first: a
 * request that an earlier hook answers counts as unmatched, and an earlier route has no series before its first request.
 * The application's close ends the observation.
 */
export function observeFastify(host: Host): FastifyPluginCallback {
  return shared("farol-http", (app, _options, done) => {
    watchFastify(app, host);
    done();
  });
}

/**
 * What the plugin does, for an application at hand.
 * @returns what ends the observation before the application closes.
 */
export function watchFastify(app: FastifyInstance, host: Host): () => void {
  const observed = observeServer(host, app.server, fastify);
  app.addHook("onRequest", (request, reply, done) => {
    identify(request.raw, reply);
    done();
  });
  app.addHook("onRoute", (route) => {
    for (const method of countedMethods(route)) observed.routes.declare(method, route.url);
  });
  app.addHook("onClose", (_app, done) => {
    observed.stop();
    done();
  });
  return () => observed.stop();
}

/** HEAD is left out: Fastify makes such a route of every GET, which doubles the series for nothing. */
function countedMethods(route: RouteOptions): readonly string[] {
  return isForwarded(route) ? [] : [route.method].flat().filter((method) => method !== "HEAD");
}
