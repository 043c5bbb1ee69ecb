import { Agent, request } from "undici";

const MAX_ANSWER_BYTES = 1024 * 1024;

/** An address that takes JSON by POST. */
export interface Endpoint extends AsyncDisposable {
  /**
   * Answers the text that it answers, of at most a megabyte.
   * @throws RefusedError when it answers with an error; whatever the connection fails with.
   */
  post(body: object, signal: AbortSignal, headers?: Record<string, string>): Promise<string>;
}

/** The other side has answered that it will not. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;

  constructor(status: number) {
    super(`answered ${status}`);
    this.status = status;
  }
}

/** @param connections How many it may have. */
export function openEndpoint(url: string, connections: number): Endpoint {
  const dispatcher = new Agent({ connections, maxResponseSize: MAX_ANSWER_BYTES });
  return {
    async post(body, signal, headers = {}) {
      const { statusCode, body: answer } = await request(url, {
        ...{ dispatcher, method: "POST", signal },
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (statusCode < 300) return await answer.text();
      await answer.dump();
      throw new RefusedError(statusCode);
    },
    // at once: whoever waits for an answer has been given time before
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}
