import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { webhook } from "../../define/index.ts";
import {
  type Labels,
  type Logger,
  ManualClock,
  type ReportedAlert,
  type Routing,
  silentLogger,
} from "../../model/index.ts";
import { openOrGoOn } from "../database/index.ts";
import { Notifier } from "./notifier.ts";
import type { NotifierLimits } from "./options.ts";
import type { OutgoingMessage, Sent } from "./receiver.ts";

export const START_MS = Date.parse("2026-03-02T12:00:00Z");
export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** What a receiver was sent, and when, in seconds since the test began. */
export interface Heard {
  readonly atSeconds: number;
  readonly receiver: string;
  readonly group: string;
  /** The alerts' names, those that ended with a minus before them. */
  readonly alerts: string;
}

/** What receivers say; a test changes it. */
export type Answer = (message: OutgoingMessage, signal: AbortSignal) => Sent | Promise<Sent>;

interface HouseOptions {
  readonly routing: Routing;
  readonly dataDir?: string;
  readonly clock?: ManualClock;
  readonly limits?: Partial<NotifierLimits>;
  readonly logger?: Logger;
  /** Default: 0, so that attempts are as far apart as they can be. */
  readonly random?: () => number;
}

/** A notifier with scripted receivers on a clock that a test moves. */
export function house(options: HouseOptions) {
  const { routing, dataDir, clock = new ManualClock(START_MS), limits, logger, random = () => 0 } = options;
  const heard: Heard[] = [];
  const messages: OutgoingMessage[] = [];
  const script: { answer: Answer } = { answer: () => ({ outcome: "taken" }) };
  const quiet = logger ?? silentLogger;
  const database: DatabaseSync = openOrGoOn({ dataDir, clock, logger: quiet });
  const notifier = new Notifier({
    routing,
    database,
    clock,
    logger: quiet,
    externalUrl: "https://farol.example.org",
    random,
    ...(limits && { limits }),
    senderOf: () => ({
      send: async (message, signal) => {
        messages.push(message);
        heard.push(heardOf(message, clock.now()));
        return script.answer(message, signal);
      },
    }),
  });
  return {
    clock,
    database,
    notifier,
    heard,
    messages,
    script,
    /** Reports alerts that fire from now on, for so long unless they are told of again. */
    fire: (labels: readonly Labels[], forMs = 24 * HOUR_MS) =>
      notifier.take(labels.map((one) => reported(one, clock.now(), clock.now() + forMs))),
    /** Reports that alerts, which began some time ago, end now. */
    end: (...labels: readonly Labels[]) =>
      notifier.take(labels.map((one) => reported(one, clock.now() - 1, clock.now()))),
    run: (forMs: number) => run(notifier, clock, clock.now() + forMs),
  };
}

/** Lets time pass, and stops wherever the notifier wants to be called. */
async function run(notifier: Notifier, clock: ManualClock, untilMs: number): Promise<void> {
  for (;;) {
    const dueMs = await settled(notifier, clock);
    if (clock.now() >= untilMs) return;
    clock.advance(Math.min(dueMs, untilMs) - clock.now());
  }
}

/** Has it do all that is due now. */
async function settled(notifier: Notifier, clock: ManualClock): Promise<number> {
  let hasWork = true;
  let dueMs = 0;
  notifier.onWork = () => {
    hasWork = true;
  };
  while (hasWork) {
    hasWork = false;
    dueMs = notifier.advance(clock.now());
    await notifier.idle();
  }
  return dueMs;
}

function heardOf({ receiver, group, alerts }: OutgoingMessage, nowMs: number): Heard {
  const names = alerts.map(({ status, labels }) => (status === "firing" ? "" : "-") + labels.alertname);
  return {
    atSeconds: (nowMs - START_MS) / 1000,
    receiver,
    group: Object.values(group).join(","),
    alerts: names.join(" "),
  };
}

export function reported(labels: Labels, startsAtMs: number, endsAtMs: number): ReportedAlert {
  return { labels, annotations: { summary: "s" }, value: 1, startsAtMs, endsAtMs, generatorUrl: "" };
}

export function hook(name: string, sendResolved = true) {
  return webhook({ name, url: "https://example.org/", sendResolved });
}

export function named(alertname: string, labels: Labels = {}): Labels {
  return { alertname, ...labels };
}

export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-notifier-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
