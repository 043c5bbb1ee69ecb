import { type ApiFault, faultText } from "../api/api-error.ts";
import type { Deployment } from "../api/deployments.ts";
import type { Blocked, DetailedHealth } from "../api/health.ts";
import type { Course, Sample, Yield } from "../api/promql.ts";
import type { SystemInfo } from "../api/system-info.ts";
import type { Source } from "../history/source.ts";
import type { Window } from "../range/window.ts";

/** How a question ended that was asked. */
export type Outcome<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "failed"; readonly what: string; readonly fault: ApiFault };

/** How one question ended. `absent`: there is no such metric. */
export type Answer<T> = Outcome<T> | { readonly kind: "absent" };

/** Everything the page shows, asked for at one moment and about one window. */
export interface Snapshot {
  readonly window: Window;
  readonly info: SystemInfo;
  readonly source: Source;
  readonly health: DetailedHealth;
  /** Where the application's thread hangs; undefined while it does not. */
  readonly blocked: Blocked | undefined;
  /** What happened in the window, the latest first. */
  readonly deployments: Outcome<readonly Deployment[]>;
  /** What expressions yield at the window's points, by their text; without those whose metric does not exist. */
  readonly courses: ReadonlyMap<string, Outcome<Yield<Course>>>;
  /** What expressions yield at the window's newest sample, likewise. */
  readonly samples: ReadonlyMap<string, Outcome<Yield<Sample>>>;
  /** The browser's time when it was complete. */
  readonly takenAtMs: number;
}

const ABSENT = { kind: "absent" } as const;

export function courseOf({ courses }: Snapshot, expr: string): Answer<Yield<Course>> {
  return courses.get(expr) ?? ABSENT;
}

export function sampleOf({ samples }: Snapshot, expr: string): Answer<Yield<Sample>> {
  return samples.get(expr) ?? ABSENT;
}

/** What could not be answered, for a person to read; empty when all was. */
export function failures({ deployments, courses, samples }: Snapshot): readonly string[] {
  const texts = [deployments, ...courses.values(), ...samples.values()].flatMap((answer) =>
    answer.kind === "failed" ? [`${answer.what}: ${faultText(answer.fault)}`] : [],
  );
  // Where one question fails, all often do, and alike.
  return [...new Set(texts)];
}
