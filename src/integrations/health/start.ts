import { type ApplicationHost, FarolError, type HealthReport } from "../../model/index.ts";
import { completeCheck, type HealthCheck } from "./check.ts";
import { recordHealth } from "./recording.ts";
import { reportOf } from "./report.ts";
import { CheckRunner } from "./runner.ts";
import type { Standing } from "./standing.ts";
import { logChange } from "./status-log.ts";

/** How often the engine is told the times of runs that changed nothing else, in milliseconds. */
const TIMES_EVERY_MS = 10_000;

export interface HealthOptions {
  readonly checks?: readonly HealthCheck[];
  /**
   * The instance is not ready before each critical check was run once, but no longer than this for that reason,
   * in milliseconds. Default: 30,000.
   */
  readonly startupLimitMs?: number;
}

/** The application's health as its checks know it. */
export interface Health {
  /** What is known now. Runs nothing and waits for nothing. */
  report(): HealthReport;
  /**
   * Adds a check, and runs it at once.
   * @returns Removes it.
   * @throws FarolError FAROL_HEALTH_CHECK
   */
  add(check: HealthCheck): () => void;
  /** Runs every check now, joining those under way, and resolves with what is known then. Never rejects. */
  runNow(): Promise<HealthReport>;
  /** Ends the checks. As nothing is learned any more, the instance is not ready from here on. */
  stop(): void;
}

/**
 * Runs health checks in the background, once a process: each at once, then at its interval. Nobody who asks waits for
 * a check: what is known is told to the engine at each change, which serves it also while this thread is blocked.
 * @throws FarolError FAROL_HEALTH_CHECK when two checks have one name, or a check's numbers cannot be worked with.
 */
export function startHealth(host: ApplicationHost, options: HealthOptions = {}): Health {
  return new RunningHealth(host, options);
}

class RunningHealth implements Health {
  readonly #host: ApplicationHost;
  readonly #record: ReturnType<typeof recordHealth>;
  readonly #runners = new Map<string, CheckRunner>();
  readonly #startupTimer: NodeJS.Timeout;
  #phase: "starting" | "running" | "stopped" = "starting";
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(host: ApplicationHost, { checks = [], startupLimitMs = 30_000 }: HealthOptions) {
    this.#host = host;
    this.#record = recordHealth(host);
    for (const check of checks) this.#enter(check);
    this.#startupTimer = setTimeout(() => this.#endStartup(), startupLimitMs);
    this.#startupTimer.unref();
    this.#tell();
    void this.runNow();
  }

  report(): HealthReport {
    return reportOf([...this.#runners.values()], this.#phase === "running");
  }

  add(check: HealthCheck): () => void {
    const runner = this.#enter(check);
    this.#tell();
    if (this.#phase !== "stopped") void runner.run();
    return () => this.#remove(runner);
  }

  async runNow(): Promise<HealthReport> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.run()));
    return this.report();
  }

  stop(): void {
    if (this.#phase === "stopped") return;
    this.#phase = "stopped";
    clearTimeout(this.#startupTimer);
    for (const runner of this.#runners.values()) runner.stop();
    this.#tell();
  }

  #enter(check: HealthCheck): CheckRunner {
    if (this.#runners.has(check.name)) throw duplicate(check.name);
    const onRun = (runner: CheckRunner, before: Standing) => this.#onRun(runner, before);
    const runner = new CheckRunner(completeCheck(check), this.#host.clock, onRun);
    this.#runners.set(check.name, runner);
    return runner;
  }

  #remove(runner: CheckRunner): void {
    if (this.#runners.get(runner.check.name) !== runner) return;
    this.#runners.delete(runner.check.name);
    runner.stop();
    this.#record.removed(runner.check.name);
    this.#tell();
  }

  #onRun(runner: CheckRunner, before: Standing): void {
    const { standing } = runner;
    this.#record.run(runner);
    logChange(this.#host.logger, runner, before);
    const hasChanged = standing.status !== before.status || standing.detail !== before.detail;
    if (hasChanged || this.#host.clock.monotonic() - this.#toldMs >= TIMES_EVERY_MS) this.#tell();
  }

  #endStartup(): void {
    this.#phase = "running";
    this.#tell();
  }

  #tell(): void {
    if (this.#phase === "starting" && ![...this.#runners.values()].some(isAwaited)) this.#phase = "running";
    const report = this.report();
    this.#record.report(report);
    this.#host.engine.report("health", report);
    this.#toldMs = this.#host.clock.monotonic();
  }
}

/** Whether start-up waits for it. */
function isAwaited({ check, standing }: CheckRunner): boolean {
  return check.severity === "critical" && standing.status === "unknown";
}

function duplicate(name: string): FarolError {
  return new FarolError({
    code: "FAROL_HEALTH_CHECK",
    found: `a second health check named "${name}"`,
    rule: "a check's name is its own, as it is the value of the label `check`",
    cure: "Rename one of them; ready-made checks take a `name`.",
  });
}
