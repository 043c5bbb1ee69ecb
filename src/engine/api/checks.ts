import { type CheckReport, RECORDING_FAULTS } from "../../model/index.ts";
import type { Blockage, StackTaken, ThreadState } from "../watchdog/index.ts";
import type { Context } from "./context.ts";

export interface Check {
  readonly name: string;
  readonly status: "ok" | "degraded" | "failed";
  readonly detail: string;
  readonly value?: number;
}

/** In the order of what weighs more: the first that is true is said. */
export const HEALTH_STATUSES = ["blocked", "starting", "draining", "down", "degraded", "ok"] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

const FAULT_WINDOW_MS = 5 * 60 * 1000;
/** Ticks that may be missed in a row before the engine counts as late. */
const LATE_TICKS = 3;

/** What the engine knows of its own and the application's condition, and what the application says of itself. */
export function allChecks(context: Context, thread: ThreadState): readonly Check[] {
  const own = [applicationThread(thread), engine(context), store(context), recording(context)];
  const told = context.application.told("health")?.checks ?? [];
  return [...own, ...told.map((check) => applicationsOwn(check))];
}

/** One word for all of it. */
export function statusOf(context: Context, thread: ThreadState, checks: readonly Check[]): HealthStatus {
  if (thread.kind === "blocked") return "blocked";
  const lifecycle = context.lifecycle();
  if (lifecycle !== "ready") return lifecycle;
  if (context.application.told("health")?.status === "down") return "down";
  return checks.every(({ status }) => status === "ok") ? "ok" : "degraded";
}

/** A check that the application runs; one that has not been run yet says nothing against it. */
function applicationsOwn({ name, status, severity, detail, sinceMs, lostPoints }: CheckReport): Check {
  const failed = severity === "critical" ? "failed" : "degraded";
  const since = new Date(sinceMs).toISOString();
  const cost = lostPoints > 0 ? `, costs ${lostPoints} points` : "";
  return {
    name,
    status: status === "failed" ? failed : "ok",
    detail: `${status} since ${since}${cost}${detail === "" ? "" : `: ${detail}`}`,
  };
}

/** The frames of a blockage, innermost first; none where they could not be taken. */
export function framesOf({ stack }: Blockage): readonly string[] {
  return stack?.kind === "taken" ? stack.frames : [];
}

/** What is known of where the thread is. */
export function whereabouts({ stack }: Blockage): string {
  return WHEREABOUTS[stack?.kind ?? "pending"];
}

const WHEREABOUTS: Readonly<Record<StackTaken["kind"] | "pending", string>> = {
  taken: "The stack shows where it is.",
  native: "It is in native code, such as execSync, where no stack can be taken.",
  debugger: "A debugger is attached, so no stack is taken.",
  unavailable: "Its stack cannot be seen from here.",
  pending: "Its stack is being taken.",
};

function applicationThread({ kind, ...thread }: ThreadState): Check {
  const name = "applicationThread";
  if ("now" in thread) {
    const { now } = thread;
    const detail = `blocked for ${seconds(now.durationMs)}. ${told(now)}`;
    return { name, status: "failed", detail, value: now.durationMs / 1000 };
  }
  const { last } = thread;
  if (last === undefined) return { name, status: "ok", detail: "was never blocked" };
  const since = new Date(last.sinceMs).toISOString();
  return {
    name,
    status: "ok",
    detail: `was last blocked at ${since} for ${seconds(last.durationMs)}. ${told(last)}`,
  };
}

function told(blockage: Blockage): string {
  const frames = framesOf(blockage).map((frame) => `\n  at ${frame}`);
  return `${whereabouts(blockage)}${frames.join("")}`;
}

function engine({ clock, lastTickMs, tickMs, numbers }: Context): Check {
  const ageMs = clock.now() - lastTickMs();
  const { tickDurationSeconds, missedTicks } = numbers;
  const isLate = ageMs > LATE_TICKS * tickMs;
  const age = Number.isFinite(ageMs) ? `last tick ${seconds(ageMs)} ago` : "no tick yet";
  const detail = `${age}, it took ${seconds(tickDurationSeconds * 1000)}, ${missedTicks} missed since the start`;
  return { name: "engine", status: isLate ? "degraded" : "ok", detail, value: tickDurationSeconds };
}

function store(context: Context): Check {
  const { series, samples, bytes } = context.storeSize();
  const log = context.logHealth() ?? { status: "ok", detail: "nothing is kept beyond the process" };
  const detail = `${series} series, ${samples} samples, ${bytes} bytes of values; on disk: ${log.detail}`;
  return { name: "store", status: log.status, detail, value: series };
}

function recording({ clock, history }: Context): Check {
  const endMs = clock.now();
  const range = { startMs: endMs - FAULT_WINDOW_MS, endMs };
  const grown = history.increase({ name: "farol_recording_faults_total", by: ["kind"] }, range);
  const recent = new Map(grown.map(({ labels, values }) => [labels.kind, values[0]!]));
  const found = RECORDING_FAULTS.filter((kind) => recent.get(kind)! > 0);
  const total = found.reduce((sum, kind) => sum + recent.get(kind)!, 0);
  const kinds = found.map((kind) => `${kind} ${recent.get(kind)}`);
  const detail =
    total === 0 ? "no faults in the last 5 minutes" : `in the last 5 minutes: ${kinds.join(", ")}`;
  return { name: "recording", status: total === 0 ? "ok" : "degraded", detail, value: total };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 100 ? 4 : 1)} s`;
}
