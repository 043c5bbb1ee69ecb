import { randomBytes } from "node:crypto";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the visitor is a stranger, who knows the API by its documentation only
  readonly body: any;
}

/** Sends one request as someone and waits for the whole answer. */
export type Send = (method: string, path: string, options?: SendOptions) => Promise<Answer>;

export interface SendOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client that starts a sampled trace with each request (W3C Trace Context). */
export function createClient(origin: string, signal: AbortSignal): Send {
  return async (method, path, { token, body, headers } = {}) => {
    const response = await fetch(origin + path, {
      method,
      signal,
      headers: {
        traceparent: `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
}
