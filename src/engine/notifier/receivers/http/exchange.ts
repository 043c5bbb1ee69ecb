import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request as plain } from "node:http";
import { request as encrypted } from "node:https";
import { addAbortSignal } from "node:stream";

/** More of an answer is not read. */
const MOST_BYTES = 64 * 1024;

export interface HttpRequest {
  readonly url: URL;
  /** Default: POST */
  readonly method?: "GET" | "POST";
  readonly headers?: OutgoingHttpHeaders;
  /** Default: none. */
  readonly body?: string;
}

/** What a server answered, of its body at most 64 KiB. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/**
 * Asks a server, on a connection of its own. Redirects are not followed.
 * @throws Error with a `code`, when nothing was answered or the signal was aborted before
 */
export async function exchange(
  { url, method = "POST", headers = {}, body = "" }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const options = { method, headers: { "user-agent": "Farol", ...headers }, agent: false, signal };
  const request = url.protocol === "https:" ? encrypted(url, options) : plain(url, options);
  // What fails before the answer is met below, what fails after it ends the body: nothing is to be done here.
  request.on("error", () => {});
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return {
    status: response.statusCode!,
    headers: response.headers,
    body: await bodyOf(addAbortSignal(signal, response)),
  };
}

/** The body as far as it came: the status was said before it, and is what counts. */
async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MOST_BYTES) break;
    }
  } catch {}
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString();
}
