/** How one check of the application stands. */
export interface CheckReport {
  readonly name: string;
  /** `critical`: the service cannot do its work without it. `optional`: it does it less well. */
  readonly severity: "critical" | "optional";
  /** `unknown` until it has been run. */
  readonly status: "ok" | "failed" | "unknown";
  /** Why, for a person: an error's message, never a secret. */
  readonly detail: string;
  /** Wall time in milliseconds since which the status is this. */
  readonly sinceMs: number;
  /** Wall time in milliseconds of the latest run's end; undefined before the first. */
  readonly checkedMs: number | undefined;
  /** How long the latest run took. */
  readonly durationMs: number | undefined;
  /** Points of the health score that it costs now. */
  readonly lostPoints: number;
}

/** How the application says it is: told by its own thread whenever that changes. */
export interface HealthReport {
  /** `down`: a critical check fails. `degraded`: an optional one does. */
  readonly status: "ok" | "degraded" | "down";
  /** Whether it should be given traffic, as far as its checks say. */
  readonly isReady: boolean;
  /** 0 to 100; every lost point is some check's. */
  readonly score: number;
  readonly checks: readonly CheckReport[];
}
