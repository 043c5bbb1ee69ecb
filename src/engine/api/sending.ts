import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { acceptsGzip } from "../exposition/index.ts";
import type { Reply } from "./endpoint.ts";

const compress = promisify(gzip);
/** Below this, compressing saves no packet. */
const SMALL_BYTES = 1400;

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
  response.on("close", () => reply.release?.());
  const whole = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  const isZipped = whole.length > SMALL_BYTES && acceptsGzip(request.headers["accept-encoding"]);
  // The fastest level: the next ones take several times as long for a tenth of the bytes.
  const body = isZipped ? await compress(whole, { level: constants.Z_BEST_SPEED }) : whole;
  const vary = [reply.headers?.vary, "accept-encoding"].filter(Boolean).join(", ");
  response.writeHead(reply.status, {
    "cache-control": "no-store",
    ...SECURITY_HEADERS,
    ...reply.headers,
    vary,
    "content-type": reply.contentType,
    "content-length": body.length,
    ...(isZipped && { "content-encoding": "gzip" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
