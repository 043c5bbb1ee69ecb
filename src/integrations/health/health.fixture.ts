import { mock } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { recordedHost } from "../../../test/recorded-host.ts";
import { type HealthReport, ManualClock } from "../../model/index.ts";
import type { HealthCheck } from "./check.ts";
import { type HealthOptions, startHealth } from "./start.ts";

/** A check that answers what the test says. */
export interface Probe extends HealthCheck {
  /** What it throws; undefined lets it pass, "hang" lets it never answer. */
  fault: Error | "hang" | undefined;
  readonly signals: AbortSignal[];
}

export function probe(
  name: string,
  options: Partial<HealthCheck> & { readonly fault?: Probe["fault"] } = {},
): Probe {
  const signals: AbortSignal[] = [];
  const it: Probe = {
    severity: "critical",
    fault: undefined,
    ...options,
    name,
    signals,
    run: (signal) => {
      signals.push(signal);
      if (it.fault === "hang") return new Promise<void>(() => {});
      if (it.fault !== undefined) throw it.fault;
      return undefined;
    },
  };
  return it;
}

/** Health that runs on time which only the test moves, without jitter. Call `mock.reset()` and `mock.timers.reset()` after. */
export async function startedHealth(checks: readonly HealthCheck[], options: HealthOptions = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(Math, "random", () => 0.5);
  const clock = new ManualClock(1_000_000);
  const host = recordedHost(clock);
  const health = startHealth(host, { checks, ...options });
  await settled();
  const check = (name: string) => health.report().checks.find((one) => one.name === name)!;
  return {
    host,
    health,
    check,
    reports: (): readonly HealthReport[] => host.engine.reported("health"),
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      mock.timers.tick(ms);
      await settled();
    },
  };
}

/** Lets runs that have been begun come to their end: at a time limit they are given a turn of the event loop. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await nextTurn();
}
