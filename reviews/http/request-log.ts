import type { FastifyInstance } from "fastify";

/** Logs each request as one line when it is answered, and tells the caller the id that finds it. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const fields = {
      method: request.method,
      path: request.url.split("?")[0],
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    };
    request.log.info(fields, "request");
  });
}
