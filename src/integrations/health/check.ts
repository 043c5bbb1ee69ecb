import { FarolError } from "../../model/index.ts";

/** One thing that the application's health depends on, and how to find out about it. */
export interface HealthCheck {
  /** Unique among the checks; the label `check`. */
  readonly name: string;
  /**
   * `critical`: the service cannot do its work without it, so that it is down when this fails.
   * `optional`: it does it less well, so that it is degraded.
   */
  readonly severity: "critical" | "optional";
  /**
   * `own`: what this check sees belongs to this instance alone, such as its disk or its warm-up. When it is critical
   * and fails, the instance is not ready, and the others take its traffic.
   * `shared`: every instance depends on the same thing, such as a database. When it fails the service is degraded or
   * down, and its alert fires, but readiness stays on: no other instance would do better, and with all of them out of
   * rotation nobody would get even an answer from the cache, or an error that says what is wrong.
   * Default: shared.
   */
  readonly scope?: "shared" | "own";
  /** From the end of a run to the next, give or take a tenth at random, so that replicas do not check in step. Default: 10,000. */
  readonly everyMs?: number;
  /** How long a run may take. Default: 2,000. */
  readonly timeoutMs?: number;
  /** Runs in a row that must fail until a passing check fails. Default: 3. */
  readonly failuresToFail?: number;
  /** Runs in a row that must pass until a failing check passes. Default: 2. */
  readonly successesToPass?: number;
  /** How much it weighs in the health score, beside the others. Default: 5 when critical, 1 when optional. */
  readonly weight?: number;
  /**
   * Finds out. It passes when it returns, and may return a detail to show; it fails when it throws or rejects.
   * At the time limit it has failed and `signal` aborts; it is not called again before the promise it gave is settled.
   */
  readonly run: (signal: AbortSignal) => Promise<void> | Promise<string | undefined> | string | undefined;
}

/** What may be said otherwise of a ready-made check. */
export type CheckOptions = Partial<Omit<HealthCheck, "run">>;

/** A check whose options are all said. */
export type CompleteCheck = Required<HealthCheck>;

export const DEFAULT_TIMEOUT_MS = 2_000;
const WEIGHTS = { critical: 5, optional: 1 } as const;

/** @throws FarolError FAROL_HEALTH_CHECK when a number is not one that a check can work with. */
export function completeCheck(check: HealthCheck): CompleteCheck {
  const {
    scope = "shared",
    everyMs = 10_000,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    weight = WEIGHTS[check.severity],
  } = check;
  const { failuresToFail = 3, successesToPass = 2 } = check;
  requireAtLeast(1, check.name, { everyMs, timeoutMs, failuresToFail, successesToPass });
  requireAtLeast(0, check.name, { weight });
  const { name, severity } = check;
  const run = (signal: AbortSignal) => check.run(signal);
  return { name, severity, scope, everyMs, timeoutMs, failuresToFail, successesToPass, weight, run };
}

function requireAtLeast(least: number, check: string, options: Readonly<Record<string, number>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (Number.isFinite(value) && value >= least) continue;
    throw new FarolError({
      code: "FAROL_HEALTH_CHECK",
      found: `${option} ${value} of the health check "${check}"`,
      rule: `it is a number from ${least} on`,
      cure: "Give another number, or leave it out for the default.",
    });
  }
}
