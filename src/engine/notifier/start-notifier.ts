import { Notifier } from "./notifier.ts";
import type { NotifierOptions } from "./options.ts";

/** The longest between two looks, so that a clock that was set is noticed. */
const LONGEST_MS = 60_000;

/**
 * A notifier that wakes up by itself.
 * @throws FarolError FAROL_MATCHER, FAROL_DURATION
 */
export function startNotifier(options: NotifierOptions): Notifier {
  const { clock } = options;
  const notifier = new Notifier(options);
  let timer: NodeJS.Timeout | undefined;
  const wake = () => {
    const nowMs = clock.now();
    wakeIn(notifier.advance(nowMs) - nowMs);
  };
  const wakeIn = (ms: number) => {
    clearTimeout(timer);
    if (ms === Number.POSITIVE_INFINITY) return;
    // Once the engine has closed, nothing waits for this.
    timer = setTimeout(wake, Math.min(Math.max(ms, 0), LONGEST_MS)).unref();
  };
  notifier.onWork = () => wakeIn(0);
  wakeIn(0);
  return notifier;
}
