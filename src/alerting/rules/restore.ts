import type { Labels, Matcher, SeriesReader } from "../../model/index.ts";
import { forStateSeries } from "./alert-samples.ts";
import type { Alert } from "./alert-state.ts";

/** For how long Prometheus may have been down, that it goes on where it was. */
const OUTAGE_TOLERANCE_MS = 60 * 60_000;
/** How long at least an alert waits after a restart; rules whose `for` is shorter wait that instead. */
const GRACE_PERIOD_MS = 10 * 60_000;

/** A restart: when it is found out what was before, and when that ended. */
export interface Restart {
  readonly atMs: number;
  readonly endOfLastRunMs: number;
}

/**
 * Since when an alert counts as active after a restart: as if there had been no time between, and so that it is pending
 * for some minutes yet, unless it had fired. Undefined where nothing is known of it, or nothing is to be restored.
 */
export function restoredActiveAt(
  rule: { readonly spec: { readonly name: string; readonly forMs: number }; readonly labels: Labels },
  alert: Alert,
  reader: SeriesReader,
  restart: Restart,
): number | undefined {
  const { forMs } = rule.spec;
  if (forMs < GRACE_PERIOD_MS) return undefined;
  const last = lastForState(forStateSeries(rule, alert), reader, restart);
  if (last === undefined) return undefined;
  const remainingMs = forMs - (last.downAtMs - last.activeAtMs);
  if (remainingMs <= 0) return last.activeAtMs;
  if (remainingMs < GRACE_PERIOD_MS) return restart.atMs + GRACE_PERIOD_MS - forMs;
  return last.activeAtMs + (restart.atMs - last.downAtMs);
}

/** What was written last, in whole seconds; undefined when the alert was not active any more. */
function lastForState(
  { name, labels }: ReturnType<typeof forStateSeries>,
  reader: SeriesReader,
  { atMs, endOfLastRunMs }: Restart,
): { readonly downAtMs: number; readonly activeAtMs: number } | undefined {
  const count = Object.keys(labels).length;
  for (const series of reader.select(name, Object.entries(labels).map(matcherOf))) {
    if (Object.keys(series.labels).length !== count) continue;
    const range = { startMs: atMs - OUTAGE_TOLERANCE_MS, endMs: endOfLastRunMs };
    const { timestampsMs, values, stale } = series.samples(range);
    const at = values.length - 1;
    if (at < 0 || stale?.[at] === 1) return undefined;
    return {
      downAtMs: Math.floor(timestampsMs[at]! / 1000) * 1000,
      activeAtMs: Math.trunc(values[at]!) * 1000,
    };
  }
  return undefined;
}

function matcherOf([label, wanted]: [string, string]): Matcher {
  return { label, values: [wanted], matches: (value) => value === wanted };
}
