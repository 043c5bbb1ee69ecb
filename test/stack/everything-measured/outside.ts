import { until } from "../../until.ts";
import { propose } from "./proposals.ts";
import type { Stage } from "./stage.ts";

const breaker = "notifier";

/**
 * The webhook hangs until its breaker opens, and answers late when it is tried again. Nobody else may propose or decide meanwhile: two notifications are few enough to have all their attempts
 * before the breaker opens.
 */
export async function breakOutside(stage: Stage, notified: number): Promise<void> {
  const { fault, received, observed } = stage;
  const outcome = (outcome: string) => observed.seen("circuit_breaker_calls_total", { breaker, outcome });
  const moved = (from: string, to: string) =>
    observed.seen("circuit_breaker_transitions_total", { breaker, from, to });
  await until("all notifications", async () => (await received()) === notified || undefined);
  await fault({ webhook: { mode: "hang" } });
  await Promise.all([propose(stage), propose(stage)]);
  await outcome("timeout");
  await moved("closed", "open");
  await outcome("rejected");
  // so that the breaker is half open for a while
  await fault({ webhook: { mode: "delay", ms: 1000 } });
  await observed.seen("circuit_breaker_state", { breaker, state: "half_open" });
  await moved("half_open", "closed");
  await fault({ webhook: { mode: "off" } });
  await until("both notifications", async () => (await received()) === notified + 2 || undefined);
}

/** Webhook and scanner answer with an error: nothing takes the place of one, of the other a fallback does. */
export async function failOutside(stage: Stage): Promise<void> {
  const { fault, observed } = stage;
  await fault({ scanner: { mode: "fail" }, webhook: { mode: "fail" } });
  await propose(stage);
  await observed.seen("circuit_breaker_calls_total", { breaker, outcome: "failure" });
  await observed.seen("circuit_breaker_calls_total", { breaker: "scanner", outcome: "fallback" });
}
