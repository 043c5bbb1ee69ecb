import type { CallLimits } from "./limits.ts";
import type { Watch } from "./watch.ts";

/** Small enough for a test, and no attempt is repeated. There is time enough for what answers on a machine that is busy. */
export const SMALL: CallLimits = {
  ...{ timeoutMs: 60_000, retries: 0, backoffMs: 1, breakAfter: 3 },
  ...{ halfOpenAfterMs: 10_000, atOnce: 2, queued: 2 },
};

/** For what never answers. */
export const SHORT_MS = 100;

/** The states of cockatiel's breakers, in its order. */
const STATES = ["closed", "open", "half open", "isolated"];

/** A watch that tells what became of the breakers, in order, and how often was retried. */
export function seenBreakers() {
  const states: string[] = [];
  const retries: string[] = [];
  const watch: Watch = ({ breaker, retry }, { name }) => {
    breaker.onStateChange((state) => states.push(`${name} ${STATES[state]}`));
    retry.onRetry(() => retries.push(name));
  };
  return { watch, states, retries };
}
