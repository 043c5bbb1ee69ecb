import type { ServerResponse } from "node:http";

/** Aborts when there is nobody left to answer. */
export function closing(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}
