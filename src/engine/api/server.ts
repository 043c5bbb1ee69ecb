import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "../../model/index.ts";
import { checkAccess, clientOf } from "./access.ts";
import { readBody } from "./body.ts";
import { closing } from "./closing.ts";
import { CONSOLE_PATH, consoleFile } from "./console-files.ts";
import type { Context } from "./context.ts";
import type { Endpoint, Reply } from "./endpoint.ts";
import { ENDPOINTS } from "./endpoints/index.ts";
import { Problem, problemDocument } from "./problem.ts";
import { PROMETHEUS_PATH, type PrometheusApi } from "./prometheus/index.ts";
import { RateLimit } from "./rate-limit.ts";
import { Router } from "./router.ts";
import { send } from "./sending.ts";

export interface ServerOptions {
  readonly context: Context;
  readonly prometheus: PrometheusApi;
  readonly logger: Logger;
  /** What clients on other machines must know; undefined: they are refused. */
  readonly token: string | undefined;
  /** Where the built console lies. */
  readonly consoleDir: string | undefined;
}

/** Longer than dashboards wait between two refreshes, which else begin with connections, the application's port too. */
const KEEP_ALIVE_MS = 65_000;

/** The engine's HTTP server; not listening yet. */
export function createApiServer(options: ServerOptions): Server {
  const parts = { router: new Router(ENDPOINTS), commands: new RateLimit(options.context.clock) };
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, async (request, response) => {
    const reply = await answer(request, response, parts, options).catch((error) =>
      refuse(error, options.logger),
    );
    try {
      await send(request, response, reply);
    } catch (error) {
      options.logger.error({ err: error, url: request.url }, "Farol: an answer could not be sent");
      response.destroy();
    }
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { router, commands }: { readonly router: Router; readonly commands: RateLimit },
  options: ServerOptions,
): Promise<Reply> {
  const url = URL.parse(request.url ?? "", "http://engine");
  if (url === null) throw new Problem("FAROL_BAD_ADDRESS", `${request.url} is no address`);
  const { pathname, searchParams } = url;
  if (pathname.startsWith(`${PROMETHEUS_PATH}/`)) {
    checkAccess(request, "reading", options.token);
    return options.prometheus.answer(request, url, closing(response));
  }
  if (pathname === "/" || `${pathname}/` === CONSOLE_PATH || pathname.startsWith(CONSOLE_PATH)) {
    if (!isReading(request)) throw notAllowed(request, "GET, HEAD");
    checkAccess(request, "open", options.token);
    return pathname.startsWith(CONSOLE_PATH) ? consoleFile(options.consoleDir, pathname) : toConsole();
  }
  const found = router.find(pathname);
  const endpoint = found?.endpoints.find((one) => answers(one, request));
  checkAccess(request, endpoint?.access ?? "reading", options.token);
  if (found === undefined)
    throw new Problem("FAROL_NO_SUCH_PAGE", `Nothing is at ${pathname}; see /api/v1/monitoring/docs`);
  if (endpoint === undefined) throw notAllowed(request, methodsOf(found.endpoints));
  for (const [name, value] of found.path) searchParams.set(name, value);
  const client = clientOf(request);
  if (endpoint.access === "writing") checkPace(commands, client);
  const body = endpoint.body && (await readBody(request, endpoint.body));
  const asked = { accept: request.headers.accept, client, body };
  return endpoint.handle(options.context, searchParams, asked);
}

/** After the token, so that only who knows it can use the rate up. */
function checkPace(commands: RateLimit, client: string): void {
  const seconds = Math.ceil(commands.take(client) / 1000);
  if (seconds === 0) return;
  const headers = { "retry-after": String(seconds) };
  throw new Problem("FAROL_TOO_MANY_COMMANDS", `${client} may send the next in ${seconds} s`, headers);
}

function answers({ method }: Endpoint, request: IncomingMessage): boolean {
  return method === "GET" ? isReading(request) : request.method === method;
}

function isReading({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

function methodsOf(endpoints: readonly Endpoint[]): string {
  return endpoints.map(({ method }) => (method === "GET" ? "GET, HEAD" : method)).join(", ");
}

function refuse(error: unknown, logger: Logger): Reply {
  const problem = asProblem(error);
  if (problem.status === 500) logger.error({ err: error }, "Farol: the API failed");
  return {
    status: problem.status,
    contentType: "application/problem+json",
    headers: problem.headers,
    body: JSON.stringify(problemDocument(problem)),
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof URIError)
    return new Problem("FAROL_BAD_ADDRESS", "The path holds a % that begins no character");
  return new Problem("FAROL_INTERNAL", "The engine's log says more");
}

function notAllowed({ method, url }: IncomingMessage, allow: string): Problem {
  return new Problem("FAROL_METHOD_NOT_ALLOWED", `${method} ${url}: it takes ${allow}`, { allow });
}

function toConsole(): Reply {
  return {
    status: 302,
    contentType: "text/plain; charset=utf-8",
    headers: { location: CONSOLE_PATH },
    body: "",
  };
}
