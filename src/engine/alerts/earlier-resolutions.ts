import { type RunningGroup, type RunningRule, validForMs } from "../../alerting/index.ts";
import { fingerprintOf } from "../notifier/index.ts";
import type { Resolution, Resolutions } from "./resolutions.ts";

/**
 * What people said in runs before this one. It stands on where the alert goes on: a restart ends no alert that its rule
 * finds again within the time in which an alert counts as ended that nobody reports.
 */
export class EarlierResolutions {
  readonly #resolutions: Resolutions;
  readonly #startedMs: number;
  #undecided: readonly Resolution[];

  /** @param startedMs When rules began to be evaluated, wall time in milliseconds. */
  constructor(resolutions: Resolutions, startedMs: number) {
    this.#resolutions = resolutions;
    this.#startedMs = startedMs;
    this.#undecided = resolutions.allStanding();
  }

  /** Decides what can be decided by now; called after each evaluation. */
  decide(groups: readonly RunningGroup[], nowMs: number): void {
    const runMs = nowMs - this.#startedMs;
    this.#undecided = this.#undecided.filter((said) => {
      const own = groups.filter(({ rules }) => rules.some((running) => isOf(running, said)));
      if (own.some(({ intervalMs }) => runMs < validForMs(intervalMs))) return true;
      if (!own.some(({ rules }) => rules.some((running) => goesOn(running, said))))
        this.#resolutions.end(said);
      return false;
    });
  }
}

function isOf({ rule }: RunningRule, { alertname }: Resolution): boolean {
  return rule.kind === "alert" && rule.spec.name === alertname;
}

/** Whether a rule holds the alert pending or firing. */
function goesOn({ rule }: RunningRule, { fingerprint }: Resolution): boolean {
  if (rule.kind !== "alert") return false;
  return [...rule.alerts].some(
    ({ state, labels }) => state !== "resolved" && fingerprintOf(labels) === fingerprint,
  );
}
