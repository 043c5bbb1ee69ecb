import type { CheckReport } from "../../model/index.ts";
import type { Verdict } from "./attempt.ts";
import type { CompleteCheck } from "./check.ts";

/** How a check stands after its runs so far. */
export interface Standing
  extends Pick<CheckReport, "status" | "detail" | "sinceMs" | "checkedMs" | "durationMs"> {
  /** Runs in a row, up to the latest, that contradicted the status. */
  readonly doubts: number;
}

/** One run's end. */
export interface Run extends Verdict {
  /** Wall time. */
  readonly endedMs: number;
  readonly durationMs: number;
}

/** How a check stands that was never run. */
export function untried(nowMs: number): Standing {
  return {
    status: "unknown",
    detail: "",
    sinceMs: nowMs,
    checkedMs: undefined,
    durationMs: undefined,
    doubts: 0,
  };
}

/** How it stands after one more run. The first decides at once; after it, only enough in a row change the status. */
export function afterRun(before: Standing, run: Run, check: CompleteCheck): Standing {
  const times = { checkedMs: run.endedMs, durationMs: run.durationMs };
  const status = run.passed ? "ok" : "failed";
  if (status === before.status) return { ...before, ...times, detail: run.detail, doubts: 0 };
  const doubts = before.doubts + 1;
  const needed = run.passed ? check.successesToPass : check.failuresToFail;
  if (before.status === "unknown" || doubts >= needed) {
    return { ...times, status, detail: run.detail, sinceMs: run.endedMs, doubts: 0 };
  }
  const verb = run.passed ? "passed" : "failed";
  const reason = run.detail === "" ? "" : `: ${run.detail}`;
  return { ...before, ...times, detail: `${verb} ${doubts} of ${needed} times in a row${reason}`, doubts };
}
