import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { constants, createGzip, gzip, gzipSync } from "node:zlib";
import { acceptsGzip } from "../exposition/index.ts";
import type { Reply } from "./endpoint.ts";

const compress = promisify(gzip);
/** Below this, compressing saves no packet. */
const SMALL_BYTES = 1400;
/** Up to this, by this thread: the pool's threads go before it, and take as much of the application's time again. */
const AT_ONCE_BYTES = 128 * 1024;
/** The next levels take several times as long for a tenth of the bytes; with half the memory it is faster, and no larger. */
const FASTEST = { level: constants.Z_BEST_SPEED, windowBits: 14, memLevel: 7 };
const ZIPPED = { "content-encoding": "gzip" };

const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  // The console sets styles from scripts.
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Sends a reply, compressed where that is wanted and worth it; without its body when only the head was asked for. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  if (response.destroyed) return abandon(reply);
  response.on("close", () => reply.release?.());
  if (reply.body instanceof Readable) await sendStream(request, response, reply, reply.body);
  else await sendWhole(request, response, reply, reply.body);
}

/** The client went before there was an answer. */
function abandon({ body, release }: Reply): void {
  if (body instanceof Readable) body.destroy();
  release?.();
}

async function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  content: Buffer | string,
): Promise<void> {
  const whole = typeof content === "string" ? Buffer.from(content) : content;
  const isZipped = whole.length > SMALL_BYTES && acceptsGzip(request.headers["accept-encoding"]);
  const body = isZipped ? await zipped(whole) : whole;
  const length = reply.status === 204 ? {} : { "content-length": body.length };
  response.writeHead(reply.status, { ...headersOf(reply), ...length, ...(isZipped && ZIPPED) });
  response.end(request.method === "HEAD" ? undefined : body);
}

function zipped(whole: Buffer): Buffer | Promise<Buffer> {
  return whole.length <= AT_ONCE_BYTES ? gzipSync(whole, FASTEST) : compress(whole, FASTEST);
}

/** A client that goes before the end, or does not read until then, is no error. */
async function sendStream(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  body: Readable,
): Promise<void> {
  const isEncoded = reply.headers?.["content-encoding"] !== undefined;
  const isZipped = !isEncoded && acceptsGzip(request.headers["accept-encoding"]);
  const headers = headersOf(reply);
  if (isZipped) delete headers["content-length"];
  response.writeHead(reply.status, { ...headers, ...(isZipped && ZIPPED) });
  const steps = isZipped ? [body, createGzip(FASTEST), response] : [body, response];
  let hasFailed = false;
  body.once("error", () => {
    hasFailed = !response.closed;
  });
  const { until } = reply;
  await pipeline(steps, until ? { signal: until } : {}).catch((error: unknown) => {
    if (hasFailed && !until?.aborted) throw error;
  });
}

function headersOf({ headers, contentType }: Reply): Record<string, string> {
  const vary = [headers?.vary, "accept-encoding"].filter(Boolean).join(", ");
  return { "cache-control": "no-store", ...SECURITY_HEADERS, ...headers, vary, "content-type": contentType };
}
