import type { CheckReport, HealthReport } from "../../model/index.ts";
import type { CompleteCheck } from "./check.ts";
import { FULL_SCORE, sharesOf } from "./score.ts";
import type { Standing } from "./standing.ts";

/** A check and how it stands. */
export interface Checked {
  readonly check: CompleteCheck;
  readonly standing: Standing;
}

/**
 * What all checks say together.
 * @param isOpen whether start-up is over and nothing has ended the checks; without that the instance is not ready.
 */
export function reportOf(checked: readonly Checked[], isOpen: boolean): HealthReport {
  const shares = sharesOf(checked.map(({ check }) => check));
  const checks = checked.map((one, i) => checkReport(one, shares[i]!));
  const failing = checked.filter(({ standing }) => standing.status === "failed").map(({ check }) => check);
  const critical = failing.filter(({ severity }) => severity === "critical");
  return {
    status: critical.length > 0 ? "down" : failing.length > 0 ? "degraded" : "ok",
    isReady: isOpen && critical.every(({ scope }) => scope === "shared"),
    score: FULL_SCORE - checks.reduce((sum, { lostPoints }) => sum + lostPoints, 0),
    checks,
  };
}

function checkReport({ check: { name, severity }, standing }: Checked, share: number): CheckReport {
  const { doubts, ...known } = standing;
  return { name, severity, ...known, lostPoints: known.status === "failed" ? share : 0 };
}
