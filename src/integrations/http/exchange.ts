import { IncomingMessage, type ServerResponse } from "node:http";
import type { RequestScope } from "../../record/index.ts";
import type { RouteSeries } from "./routes.ts";

/**
 * One request and its response: open from the request's head to the response's last byte. One such object serves the
 * exchanges of its connection one after the other, so that a request leaves no garbage behind.
 */
export class Exchange {
  /** Undefined while nothing is open. */
  request: IncomingMessage | undefined = undefined;
  /** Undefined for a request to upgrade: the application answers it on the socket itself. */
  response: ServerResponse | undefined = undefined;
  startedMs = 0;
  /** The framework's own object for this exchange, once it has one. */
  handle: unknown = undefined;
  /** The series of its route, where the framework says so beforehand. */
  series: RouteSeries | undefined = undefined;
  /** What runs on its behalf finds it by this; undefined while nobody wants to know. */
  scope: RequestScope | undefined = undefined;
  /** Whether it is left out of every metric. */
  isForgotten = false;
  /** Bytes of the body that came so far; counted only when no content-length tells their number. */
  #bodyBytes = 0;

  open(request: IncomingMessage, response: ServerResponse | undefined, startedMs: number): void {
    this.request = request;
    this.response = response;
    this.startedMs = startedMs;
    this.#bodyBytes = 0;
    if (request.headers["transfer-encoding"] !== undefined) this.#countChunks(request);
  }

  close(): void {
    this.scope?.end();
    this.scope = undefined;
    this.request = undefined;
    this.response = undefined;
    this.handle = undefined;
    this.series = undefined;
    this.isForgotten = false;
  }

  /** A header of the request, by its lower-case name. */
  header(name: "content-length" | "traceparent"): string | undefined {
    // node:http joins or drops doubles of these two, so there is one value.
    return this.request?.headers[name] as string | undefined;
  }

  /** Size of the request's body, in bytes. */
  get requestBytes(): number {
    const declared = this.header("content-length");
    return declared === undefined ? this.#bodyBytes : Number(declared);
  }

  /** Node hands over each piece of a chunked body with `push`, unframed. */
  #countChunks(request: IncomingMessage): void {
    request.push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => {
      if (chunk !== null && this.request === request) this.#bodyBytes += chunk.length;
      return IncomingMessage.prototype.push.call(request, chunk, encoding);
    };
  }
}
