import type { FastifyPluginCallback } from "fastify";
import type { Host, Lifecycle } from "../../model/index.ts";
import { observeFastify } from "./fastify.ts";
import { forwardTo } from "./fastify-forward.ts";
import { shared } from "./fastify-plugin.ts";

export interface FarolForFastify {
  readonly host: Host;
  /** The engine's port on 127.0.0.1, asked for each request; undefined while it is away. */
  readonly port: () => number | undefined;
  /** Is told where the application is in its life: ready once it listens, draining once it begins to close. */
  readonly lifecycle: (state: Lifecycle) => void;
}

/** One plugin for all that a Fastify application gets: it is observed, answers for Farol, and tells its lifecycle. */
export function farolForFastify({ host, port, lifecycle }: FarolForFastify): FastifyPluginCallback {
  return shared("farol", (app, _options, done) => {
    app.register(observeFastify(host));
    app.register(forwardTo({ port, logger: host.logger }));
    app.addHook("onListen", (listening) => {
      lifecycle("ready");
      listening();
    });
    app.addHook("preClose", (closing) => {
      lifecycle("draining");
      closing();
    });
    done();
  });
}
