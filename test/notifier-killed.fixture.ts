/**
 * A process that tells a receiver of a storm, until it is killed. Its clock runs faster than the machine's, so that
 * Alertmanager's usual times pass quickly. What fires is its one argument, as JSON.
 */
import { defineRouting, route, webhook } from "../src/define/index.ts";
import { openOrGoOn } from "../src/engine/database/index.ts";
import { Notifier } from "../src/engine/notifier/notifier.ts";
import type { OutgoingMessage, Sent } from "../src/engine/notifier/receiver.ts";
import { type Clock, type Logger, silentLogger, systemClock } from "../src/model/index.ts";

/** What all processes of a storm go by. Times are those of the fast clock. */
export interface Storm {
  readonly dataDir: string;
  readonly url: string;
  readonly alerts: number;
  readonly groups: number;
  /** Wall time in milliseconds at which both clocks are the same. */
  readonly originMs: number;
  readonly startsAtMs: number;
  /** Missing while it lasts. */
  readonly endsAtMs?: number;
}

const TIMES_FASTER = 50;
const ADVANCE_MS = 5;
const REPORT_MS = 100;

export function fastClock(originMs: number): Clock {
  return {
    now: () => originMs + (systemClock.now() - originMs) * TIMES_FASTER,
    monotonic: () => systemClock.monotonic() * TIMES_FASTER,
  };
}

/** A file that cannot be used would explain what is lost. */
const logger: Logger = { ...silentLogger, error: (fields, text) => console.error(text, fields) };

function start(storm: Storm): void {
  const clock = fastClock(storm.originMs);
  const receiver = webhook({ name: "webhook", url: storm.url });
  const notifier = new Notifier({
    routing: defineRouting({
      root: route({ receivers: [receiver], groupBy: ["cluster"], groupWait: "5s", groupInterval: "10s" }),
    }),
    database: openOrGoOn({ dataDir: storm.dataDir, clock, logger }),
    clock,
    logger,
    externalUrl: "",
    limits: { timeoutMs: 100_000 },
    senderOf: () => ({ send: (message, signal) => post(storm.url, message, signal) }),
  });
  const report = () => notifier.take(reports(storm, clock.now()));
  report();
  setInterval(report, REPORT_MS);
  setInterval(() => notifier.advance(clock.now()), ADVANCE_MS);
}

function reports({ alerts, groups, startsAtMs, endsAtMs }: Storm, nowMs: number) {
  return Array.from({ length: alerts }, (_, i) => ({
    labels: { alertname: "Storm", cluster: `${i % groups}`, pod: `${i}` },
    annotations: { summary: `Pod ${i} is down` },
    value: i,
    startsAtMs,
    endsAtMs: endsAtMs ?? nowMs + 4 * 60_000,
    generatorUrl: "",
  }));
}

async function post(url: string, message: OutgoingMessage, signal: AbortSignal): Promise<Sent> {
  try {
    const { ok, status } = await fetch(url, { method: "POST", body: JSON.stringify(message), signal });
    return ok ? { outcome: "taken" } : { outcome: "retry", reason: `${status}` };
  } catch {
    return { outcome: "retry", reason: "no answer" };
  }
}

if (import.meta.main) start(JSON.parse(process.argv[2]!));
