import { setPriority } from "node:os";
import type { Dispatcher } from "undici";
import { median, report } from "../harness/result.ts";
import { stolenMs } from "../harness/stolen.ts";
import { type Load, take } from "./open-load.ts";
import { threadTimes } from "./share.ts";

const MOST = 1.05;
const MOST_STOLEN_MS = 10;
const MOST_ATTEMPTS = 10;
const BEFORE_OTHERS = -10;

/** How an application took its load for some seconds. */
export interface Phase {
  readonly p99Ms: number;
  /** CPU of its threads, in milliseconds a second. */
  readonly cpu: { readonly main: number; readonly engine: number };
  /** For how long the machine that this one runs on took processors away meanwhile: that stops everybody at once. */
  readonly stolenMs: number;
}

/** A phase that was not disturbed, and how many were before it. */
export type Undisturbed<P extends Phase> = P & { readonly again: number };

/** Phases by what is told apart; the first is what the others are compared with. */
export type Phases<P extends Phase = Phase> = ReadonlyMap<string, readonly Undisturbed<P>[]>;

/**
 * Lets this process go before those that it asks, where it may: who asks is on another machine. For when they have
 * begun, as children go as far before others as their parent.
 */
export function goFirst(): void {
  if (process.getuid?.() === 0) setPriority(BEFORE_OTHERS);
}

/** @throws Error when a request fails */
export async function takePhase(client: Dispatcher, pid: number, load: Load): Promise<Phase> {
  const before = { cpu: threadTimes(pid), stolenMs: stolenMs() };
  const { p99Ms, failed } = await take(client, load);
  const after = { cpu: threadTimes(pid), stolenMs: stolenMs() };
  if (failed > 0) throw new Error(`${failed} requests failed`);
  const aSecond = (thread: "main" | "engine") => (after.cpu[thread] - before.cpu[thread]) / load.seconds;
  const cpu = { main: aSecond("main"), engine: aSecond("engine") };
  return { p99Ms, cpu, stolenMs: after.stolenMs - before.stolenMs };
}

/** Measures again what was disturbed. */
export async function undisturbed<P extends Phase>(measure: () => Promise<P>): Promise<Undisturbed<P>> {
  for (let again = 0; again < MOST_ATTEMPTS; again++) {
    const phase = await measure();
    if (phase.stolenMs <= MOST_STOLEN_MS) return { ...phase, again };
  }
  throw new Error(`of ${MOST_ATTEMPTS} phases each lost over ${MOST_STOLEN_MS} ms to other machines`);
}

/**
 * Reports what all phases have.
 * @param control What differs from the first in nothing, and so is not judged.
 */
export function reportPhases(phases: Phases, control?: string): void {
  reportP99(phases, control);
  reportMedians(phases, "CPU of the application's thread", "ms/s", ({ cpu }) => cpu.main);
  reportMedians(phases, "CPU of the engine's thread", "ms/s", ({ cpu }) => cpu.engine);
  const measure = `measured again, as over ${MOST_STOLEN_MS} ms went to other machines`;
  for (const [who, own] of phases) {
    const value = own.reduce((sum, { again }) => sum + again, 0);
    report({ measure, who, value, unit: `of ${own.length} phases` });
  }
}

export function reportMedians<P extends Phase>(
  phases: Phases<P>,
  measure: string,
  unit: string,
  figure: (phase: P) => number,
): void {
  for (const [who, own] of phases) report({ measure, who, value: median(own.map(figure)), unit });
}

function reportP99(phases: Phases, control: string | undefined): void {
  const [alone] = phases.values();
  const p99Ms = (own: readonly Phase[]) => median(own.map((phase) => phase.p99Ms));
  for (const [who, own] of phases) {
    const ratio = median(own.map((phase, round) => phase.p99Ms / alone![round]!.p99Ms));
    const judged = own !== alone && {
      ...{ reference: p99Ms(alone!), ratio },
      ...(who !== control && { target: `at most ${MOST}×`, reached: ratio <= MOST }),
    };
    report({ measure: "the application's p99", who, value: p99Ms(own), unit: "ms", ...judged });
  }
}
