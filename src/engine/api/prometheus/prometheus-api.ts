import type { IncomingMessage } from "node:http";
import { RangeAnswers } from "../../range-answers/index.ts";
import type { Reply } from "../endpoint.ts";
import { replyTo } from "./answer-reply.ts";
import { ApiError, asApiError, badData, errorReply } from "./api-error.ts";
import type { ApiContext, Asked, Route } from "./asked.ts";
import { readForm } from "./form.ts";
import { DEFAULT_LIMITS, type PrometheusLimits } from "./limits.ts";
import { QueryQueue } from "./query-queue.ts";
import { findRoute } from "./routes.ts";
import { Upstream } from "./upstream.ts";

/** Where Prometheus' own addresses begin here. */
export const PROMETHEUS_PATH = "/farol/prometheus";
const API_PATH = `${PROMETHEUS_PATH}/api/v1/`;
/** Longer than a Prometheus lets a query take. */
const UPSTREAM_GRACE_MS = 30_000;

export interface PrometheusApiOptions {
  /** The Prometheus that is to answer in the engine's place. Default: the engine answers. */
  readonly url?: string | undefined;
  readonly limits?: Partial<PrometheusLimits> | undefined;
}

/** The HTTP API of Prometheus, over the engine's own store or another Prometheus. */
export class PrometheusApi {
  readonly #context: ApiContext;
  readonly #limits: PrometheusLimits;
  readonly #queue: QueryQueue;
  readonly #answers: RangeAnswers;
  readonly #upstream: Upstream | undefined;

  /** @throws FarolError FAROL_PROMETHEUS_URL */
  constructor(context: ApiContext, { url, limits }: PrometheusApiOptions = {}) {
    this.#context = context;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#queue = new QueryQueue(this.#limits);
    this.#answers = new RangeAnswers({ reader: context.store, settledMs: () => settledMs(context) });
    this.#upstream =
      url === undefined ? undefined : new Upstream(url, this.#limits.timeoutMs + UPSTREAM_GRACE_MS);
  }

  /** The address, without credentials, of the Prometheus that answers in the engine's place; undefined when none does. */
  get upstream(): string | undefined {
    return this.#upstream?.address;
  }

  /**
   * Answers a request whose path begins with PROMETHEUS_PATH. Never rejects.
   * @param signal Aborts when the client has gone.
   */
  async answer(request: IncomingMessage, url: URL, signal: AbortSignal): Promise<Reply> {
    try {
      const { route, label } = routeOf(request, url.pathname);
      if (this.#upstream !== undefined) {
        const path = url.pathname.slice(PROMETHEUS_PATH.length) + url.search;
        return await this.#upstream.forward(request, path, signal);
      }
      const given = await readForm(request, url.searchParams);
      const answers = wantsAnew(request) ? undefined : this.#answers;
      const asked = { given, label, context: this.#context, limits: this.#limits, answers, signal };
      return await this.#ask(route, asked);
    } catch (error) {
      return errorReply(asApiError(error) ?? this.#unforeseen(error));
    }
  }

  close(): void {
    this.#upstream?.close();
  }

  async #ask(route: Route, asked: Asked): Promise<Reply> {
    const leave = route.costs ? await this.#queue.enter(asked.signal) : () => {};
    try {
      return replyTo(await route.answer(asked), this.#limits.sendMs, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  #unforeseen(error: unknown): ApiError {
    this.#context.logger.error({ err: error }, "Farol: a query failed");
    return new ApiError("internal", "the engine's log says more");
  }
}

/** Rules write what they yield at a tick when all are evaluated. */
function settledMs({ lastTickMs, alerting }: ApiContext): number {
  return Math.min(lastTickMs(), alerting()?.rules.lastTickMs ?? Number.POSITIVE_INFINITY);
}

function wantsAnew({ headers }: IncomingMessage): boolean {
  return /\bno-(?:cache|store)\b/i.test(headers["cache-control"] ?? "");
}

function routeOf({ method = "" }: IncomingMessage, path: string) {
  const found = path.startsWith(API_PATH) ? findRouteAt(path.slice(API_PATH.length)) : undefined;
  if (found === undefined) throw new ApiError("not_found", `nothing is at ${path}`);
  const methods = found.route.takesForm ? ["GET", "POST"] : ["GET"];
  if (!methods.includes(method)) throw notAllowed(method, methods);
  return found;
}

function findRouteAt(path: string) {
  try {
    return findRoute(path);
  } catch (error) {
    if (error instanceof URIError) throw badData("the path holds a % that begins no character");
    throw error;
  }
}

function notAllowed(method: string, methods: readonly string[]): ApiError {
  const allow = methods.join(", ");
  return new ApiError("bad_data", `${method} is not answered here, only ${allow}`, {
    status: 405,
    headers: { allow },
  });
}
