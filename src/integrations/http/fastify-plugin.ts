import type { FastifyPluginCallback } from "fastify";

/** Makes a plugin act on the application that registers it, not on a scope of its own (Fastify, Plugins, skip-override). */
export function shared(name: string, plugin: FastifyPluginCallback): FastifyPluginCallback {
  return Object.assign(plugin, {
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: name,
  });
}
