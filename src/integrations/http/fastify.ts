import type {
  FastifyInstance,
  FastifyPluginCallback,
  FastifyReply,
  onRequestHookHandler,
  RouteOptions,
} from "fastify";
import type { Host, Logger } from "../../model/index.ts";
import { isForwarded } from "./fastify-forward.ts";
import { shared } from "./fastify-plugin.ts";
import { assign } from "./identify.ts";
import type { Framework } from "./ledger.ts";
import type { RouteTable } from "./routes.ts";
import { observeServer } from "./server.ts";

/**
 * A plugin that observes the application it is registered in, routes of other plugins included. Wait for it before you
 * add hooks and routes (`await app.register(…)`): what an earlier hook answers counts as unmatched, and an earlier route
 * has no series before its first request. The application's close ends the observation.
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
  const observed = observeServer(host, app.server, framework(host.logger));
  app.addHook("onRequest", (request, reply, done) => {
    observed.begin(request.raw, reply.raw, reply);
    done();
  });
  app.addHook("onRoute", (route) => {
    if (!isForwarded(route)) declareRoute(route, observed.routes);
  });
  app.addHook("onClose", (_app, done) => {
    observed.stop();
    done();
  });
  return () => observed.stop();
}

function framework(logger: Logger): Framework<FastifyReply> {
  let warned = false;
  return {
    begins: true,
    endpoint: (reply) => reply.request.routeOptions.url,
    header: (reply, name) => reply.getHeader(name),
    undeclared(endpoint) {
      if (warned) return;
      warned = true;
      logger.warn({ endpoint }, LATE);
    },
  };
}

const LATE =
  "Routes were added before Farol's plugin had loaded, so an error in their first request may go unseen by rate(). " +
  "Wait for it before you add routes: `await app.register(farol.fastify())`.";

/**
 * Makes the route's series, and lets it name them by itself: asking a request for its route makes Fastify build an
 * object of all that the route is. The hook of the whole application stays, for what an earlier hook answers.
 */
function declareRoute(route: RouteOptions, routes: RouteTable): void {
  const methods = [route.method].flat();
  const series = new Map(methods.map((method) => [method, routes.declare(method, route.url)]));
  const only = methods.length === 1 ? series.get(methods[0]!) : undefined;
  const name: onRequestHookHandler = (request, _reply, done) => {
    const own = only ?? series.get(request.raw.method ?? "");
    if (own !== undefined) assign(request.raw, own);
    done();
  };
  route.onRequest = [name, route.onRequest ?? []].flat();
}
