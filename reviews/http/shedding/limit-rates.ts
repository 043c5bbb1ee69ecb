import rateLimit, { type FastifyRateLimitStore, normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { FailureError, failure } from "../../errors.ts";
import type { SheddingMetrics } from "./metrics.ts";
import { WindowCounts, type WindowCountsOptions } from "./window-counts.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether a password can be tried here, or an account be made: then the stricter limit holds. Default: no. */
    takesCredentials?: boolean;
  }
}

export interface LimitRatesOptions extends WindowCountsOptions {
  readonly metrics: Pick<SheddingMetrics, "requestsShed">;
  /** Requests a second of one user, or of one address while nobody is signed in. Default: 200. */
  readonly perSecond?: number;
  /** Requests a minute of one address to each route that `takesCredentials`. Default: 20. */
  readonly credentialsPerMinute?: number;
  /** Whether this machine itself may send credentials as often as it wants, as load tests do. Default: false. */
  readonly trustsLoopback?: boolean;
}

/**
 * Turns away who sends too much, and tells everybody how much they may send (RateLimit-Limit, -Remaining and -Reset of
 * draft-ietf-httpapi-ratelimit-headers, and Retry-After). Holds for the routes that are added afterwards, and asks for
 * `request.actor`, so identify callers before.
 */
export async function limitRates(app: FastifyInstance, options: LimitRatesOptions): Promise<void> {
  const { metrics, perSecond = 200, credentialsPerMinute = 20, trustsLoopback = false } = options;
  const counts = new WindowCounts(options);
  const byAddress = {
    max: credentialsPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => `${request.routeOptions.url} ${addressOf(request)}`,
    ...(trustsLoopback && { allowList: isLoopback }),
  };
  app.addHook("onRoute", (route) => {
    if (route.config?.takesCredentials) route.config = { ...route.config, rateLimit: byAddress };
  });
  await app.register(rateLimit, {
    enableDraftSpec: true,
    max: perSecond,
    timeWindow: SECOND_MS,
    store: storeOn(counts),
    keyGenerator: clientOf,
    onExceeded: () => metrics.requestsShed.inc({ reason: "rate_limit" }),
    errorResponseBuilder: (_request, { after }) =>
      new FailureError(
        failure("rate_limited", `More requests came from you than you may send; try again in ${after}.`),
      ),
  });
}

/** The counts as the plugin wants to have them. Its routes share them: their keys differ. */
function storeOn(counts: WindowCounts) {
  return class implements FastifyRateLimitStore {
    incr(key: string, answer: Parameters<FastifyRateLimitStore["incr"]>[1], timeWindow: number): void {
      answer(null, counts.add(key, timeWindow));
    }
    child(): FastifyRateLimitStore {
      return this;
    }
  };
}

function clientOf(request: FastifyRequest): string {
  return request.actor === null ? addressOf(request) : `user ${request.actor.id}`;
}

/** An IPv6 network counts as one address. */
function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip);
}

/** A proxy on this machine speaks for others. */
function isLoopback({ ip, headers }: FastifyRequest): boolean {
  const isProxied = ["forwarded", "x-forwarded-for", "x-real-ip"].some((name) => name in headers);
  return !isProxied && /^(::1$|(::ffff:)?127\.)/i.test(ip);
}
