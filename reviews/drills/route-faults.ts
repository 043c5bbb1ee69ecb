import { z } from "zod";
import { FailureError, invalid } from "../errors.ts";
import { seconds } from "./lasting.ts";

/** A route, and how many of its requests meet a fault. */
export const routeInput = {
  method: z.enum(["GET", "POST", "PUT"]).default("GET"),
  endpoint: z.string().default("/api/v1/reviews/pending").describe("The route's template"),
  requests: z.int().min(1).max(1_000_000).default(1_000_000).describe("How many it meets at most"),
  seconds: seconds(60),
};

/** A route as its method and its template. */
export interface Route {
  readonly method: string;
  readonly endpoint: string;
}

interface Meeting extends Route {
  requests: number;
  readonly fault: () => Promise<void>;
  readonly usedUp: () => void;
}

/** What happens to requests of some routes before their handlers. */
export class RouteFaults {
  readonly #isKnown: (route: Route) => boolean;
  readonly #meetings = new Set<Meeting>();

  constructor(isKnown: (route: Route) => boolean) {
    this.#isKnown = isKnown;
  }

  /**
   * Lets requests of a route meet a fault; resolves when so many have met it, or at the end.
   * @throws FailureError when there is no such route.
   */
  async until(
    end: AbortSignal,
    { method, endpoint, requests }: Route & { readonly requests: number },
    fault: () => Promise<void>,
  ): Promise<void> {
    if (!this.#isKnown({ method, endpoint }))
      throw new FailureError(
        invalid([{ path: "body.endpoint", message: `there is no ${method} ${endpoint}` }]),
      );
    const { promise, resolve } = Promise.withResolvers<void>();
    const meeting = { method, endpoint, requests, fault, usedUp: resolve };
    this.#meetings.add(meeting);
    end.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    this.#meetings.delete(meeting);
  }

  /** A request of this route meets what there is for it. Rejects as the fault does. */
  async meet({ method, endpoint }: Route): Promise<void> {
    for (const meeting of this.#meetings) {
      if (meeting.method !== method || meeting.endpoint !== endpoint || meeting.requests === 0) continue;
      if (--meeting.requests === 0) meeting.usedUp();
      await meeting.fault();
    }
  }
}
