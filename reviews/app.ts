import { randomUUID } from "node:crypto";
import type { Farol } from "farol";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { identifyCallers } from "./http/caller.ts";
import { decisionRoutes } from "./http/decision-routes.ts";
import { documentRoutes } from "./http/documentation.ts";
import { answerErrors } from "./http/errors.ts";
import { identityRoutes } from "./http/identity-routes.ts";
import { logRequests } from "./http/request-log.ts";
import { reviewRoutes } from "./http/review-routes.ts";
import type { Metrics } from "./metrics.ts";
import type { ReviewsBus } from "./reviews-bus.ts";

export interface AppParts {
  readonly bus: ReviewsBus;
  readonly farol: Pick<Farol, "fastify">;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
  /** Signs sessions; at least 32 characters. */
  readonly signingKey: string;
  readonly version: string;
}

/** The HTTP application, ready to listen. */
export async function createApp({
  bus,
  farol,
  metrics,
  log,
  signingKey,
  version,
}: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // request-log.ts writes one line a request in place of two
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    forceCloseConnections: "idle",
  });
  await app.register(farol.fastify());
  answerErrors(app, metrics);
  logRequests(app);
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>();
    api.setValidatorCompiler(validatorCompiler);
    api.setSerializerCompiler(serializerCompiler);
    await documentRoutes(scope, version);
    await scope.register(
      async (routes) => {
        await identifyCallers(routes, bus, signingKey);
        for (const add of [identityRoutes, reviewRoutes, decisionRoutes]) {
          add(routes.withTypeProvider<ZodTypeProvider>(), bus);
        }
      },
      { prefix: "/api/v1" },
    );
  });
  return app;
}
