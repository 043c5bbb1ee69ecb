import { setImmediate as nextTurn } from "node:timers/promises";
import { reasonOf } from "./reason.ts";

/** How one run of a check ended. */
export interface Verdict {
  readonly passed: boolean;
  readonly detail: string;
}

/** One run of a check. */
export interface Attempt {
  /** How it ended, at its time limit at the latest. Never rejects. */
  readonly verdict: Promise<Verdict>;
  /** When the check itself has let go, which may be long after its limit. Never rejects. */
  readonly returned: Promise<unknown>;
  /** Ends it early: its signal aborts. */
  readonly abort: () => void;
}

/** Calls `run` and gives it until `timeoutMs`. */
export function attempt(run: (signal: AbortSignal) => unknown, timeoutMs: number): Attempt {
  const controller = new AbortController();
  const returned = (async () => run(controller.signal))().then(pass, fail);
  const limit = Promise.withResolvers<Verdict>();
  const timer = setTimeout(async () => {
    // After a blocked event loop this timer comes before the answer that waits in the socket: let it be read first.
    await nextTurn();
    const late = new Error(`gave no answer within ${timeoutMs} ms`);
    controller.abort(late);
    limit.resolve(fail(late));
  }, timeoutMs);
  timer.unref();
  const verdict = Promise.race([returned, limit.promise]).finally(() => clearTimeout(timer));
  return { verdict, returned, abort: () => controller.abort(new Error("health checks were stopped")) };
}

function pass(detail: unknown): Verdict {
  return { passed: true, detail: typeof detail === "string" ? detail : "" };
}

function fail(error: unknown): Verdict {
  return { passed: false, detail: reasonOf(error) };
}
