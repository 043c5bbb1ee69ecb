import { randomUUID } from "node:crypto";
import { type Farol, systemClock } from "farol";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { addDrills, type DrillResources } from "./drills/routes.ts";
import { identifyCallers } from "./http/caller.ts";
import { decisionRoutes } from "./http/decision-routes.ts";
import { documentRoutes } from "./http/documentation.ts";
import { answerErrors } from "./http/errors.ts";
import { identityRoutes } from "./http/identity-routes.ts";
import { logRequests } from "./http/request-log.ts";
import { reviewRoutes } from "./http/review-routes.ts";
import { type LimitRatesOptions, limitRates } from "./http/shedding/limit-rates.ts";
import { shedLoad } from "./http/shedding/shed-load.ts";
import type { Metrics } from "./metrics.ts";
import type { ReviewsBus } from "./reviews-bus.ts";
import type { Settings } from "./settings.ts";

/** A client that sends its request slower than this is cut off: it holds a place from its first byte on. */
const REQUEST_MS = 30_000;

export interface AppParts {
  readonly bus: ReviewsBus;
  readonly farol: Pick<Farol, "fastify">;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
  /** Signs sessions; at least 32 characters. */
  readonly signingKey: string;
  readonly version: string;
  readonly settings: Pick<Settings, "RATE_LIMIT" | "RATE_LIMIT_CREDENTIALS" | "TRUST_PROXY" | "NODE_ENV">;
  /** Where instances share how much each client has sent. Undefined: each counts for itself. */
  readonly redis?: LimitRatesOptions["redis"];
  /** What drills may break. Undefined: there are none. */
  readonly drills?: DrillResources | undefined;
}

/** The HTTP application, ready to listen. */
export async function createApp({
  bus,
  farol,
  metrics,
  log,
  signingKey,
  version,
  settings,
  redis,
  drills,
}: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // request-log.ts writes one line a request in place of two
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    forceCloseConnections: "idle",
    // shedLoad answers while the application closes, with a problem document
    return503OnClosing: false,
    trustProxy: settings.TRUST_PROXY ?? false,
    requestTimeout: REQUEST_MS,
  });
  await app.register(farol.fastify());
  answerErrors(app, metrics);
  logRequests(app);
  shedLoad(app, { clock: systemClock, metrics });
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>();
    api.setValidatorCompiler(validatorCompiler);
    api.setSerializerCompiler(serializerCompiler);
    await documentRoutes(scope, version);
    await scope.register(
      async (routes) => {
        await identifyCallers(routes, bus, signingKey);
        if (settings.RATE_LIMIT !== "off") await limitRates(routes, ratesOf(settings, metrics, redis));
        for (const add of [identityRoutes, reviewRoutes, decisionRoutes]) {
          add(routes.withTypeProvider<ZodTypeProvider>(), bus);
        }
        if (drills !== undefined) await addDrills(routes, drills);
      },
      { prefix: "/api/v1" },
    );
  });
  return app;
}

function ratesOf(
  { RATE_LIMIT, RATE_LIMIT_CREDENTIALS, NODE_ENV }: AppParts["settings"],
  metrics: Metrics,
  redis: AppParts["redis"],
): LimitRatesOptions {
  return {
    ...{ clock: systemClock, metrics, redis },
    perSecond: Number(RATE_LIMIT),
    credentialsPerMinute: RATE_LIMIT_CREDENTIALS,
    trustsLoopback: NODE_ENV !== "production",
  };
}
