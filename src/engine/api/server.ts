import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Logger } from "../../model/index.ts";
import { checkAccess } from "./access.ts";
import { CONSOLE_PATH, consoleFile } from "./console-files.ts";
import type { Context } from "./context.ts";
import type { Reply } from "./endpoint.ts";
import { ENDPOINTS } from "./endpoints/index.ts";
import { Problem, problemDocument } from "./problem.ts";
import { Router } from "./router.ts";
import { send } from "./sending.ts";

export interface ServerOptions {
  readonly context: Context;
  readonly logger: Logger;
  /** What clients on other machines must know; undefined: they are refused. */
  readonly token: string | undefined;
  /** Where the built console lies. */
  readonly consoleDir: string | undefined;
}

/** The engine's HTTP server; not listening yet. */
export function createApiServer(options: ServerOptions): Server {
  const router = new Router(ENDPOINTS);
  return createServer(async (request, response) => {
    const reply = await answer(request, router, options).catch((error) => refuse(error, options.logger));
    try {
      await send(request, response, reply);
    } catch (error) {
      options.logger.error({ err: error, url: request.url }, "Farol: an answer could not be sent");
      response.destroy();
    }
  });
}

async function answer(request: IncomingMessage, router: Router, options: ServerOptions): Promise<Reply> {
  const url = URL.parse(request.url ?? "", "http://engine");
  if (url === null) throw new Problem("FAROL_BAD_ADDRESS", `${request.url} is no address`);
  if (request.method !== "GET" && request.method !== "HEAD") throw readOnly(request);
  const { pathname, searchParams } = url;
  if (pathname === "/" || `${pathname}/` === CONSOLE_PATH || pathname.startsWith(CONSOLE_PATH)) {
    checkAccess(request, true, options.token);
    return pathname.startsWith(CONSOLE_PATH) ? consoleFile(options.consoleDir, pathname) : toConsole();
  }
  const route = router.find(pathname);
  checkAccess(request, route?.endpoint.open ?? false, options.token);
  if (route === undefined)
    throw new Problem("FAROL_NO_SUCH_PAGE", `Nothing is at ${pathname}; see /api/v1/monitoring/docs`);
  for (const [name, value] of route.path) searchParams.set(name, value);
  return route.endpoint.handle(options.context, searchParams, { accept: request.headers.accept });
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

function readOnly({ method }: IncomingMessage): Problem {
  return new Problem("FAROL_READ_ONLY", `${method}: this can only be read`, { allow: "GET, HEAD" });
}

function toConsole(): Reply {
  return {
    status: 302,
    contentType: "text/plain; charset=utf-8",
    headers: { location: CONSOLE_PATH },
    body: "",
  };
}
