import { setImmediate as turn } from "node:timers/promises";
import type { Log } from "../log.ts";
import { within } from "../outside/within.ts";
import type { AnyDrill, DrillParts } from "./drill.ts";

const STOP_MS = 1000;

/** The drills that run. */
export class RunningDrills {
  readonly #parts: DrillParts;
  readonly #log: Log;
  readonly #running = new Map<Promise<void>, AnyDrill>();

  constructor(parts: DrillParts, log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  /** How often this one runs now. */
  count(drill: AnyDrill): number {
    return [...this.#running.values()].filter((each) => each === drill).length;
  }

  /** Resolves when it is over; in the background, when it has begun. Rejects as it does until then. */
  async start(drill: AnyDrill, input: unknown): Promise<void> {
    this.#log.warn({ drill: drill.name, input }, "a drill begins");
    const run = drill.run(this.#parts, input);
    if (drill.where === "request") return run;
    const ended = run
      .catch((err) => this.#log.warn({ err, drill: drill.name }, "a drill failed"))
      .finally(() => this.#running.delete(ended));
    this.#running.set(ended, drill);
    await Promise.race([run, turn()]);
  }

  /** Waits for those that run, but not for long. They must have been told to end. */
  async ended(): Promise<void> {
    await within(
      STOP_MS,
      Promise.all(this.#running.keys()).then(() => {}),
    );
  }
}
