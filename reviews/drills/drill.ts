import type { Health } from "farol/integrations/health";
import type { z } from "zod";
import type { DatabasePool } from "../database/pool.ts";
import type { RouteFaults } from "./route-faults.ts";

/** What drills work with: the application's own parts. */
export interface DrillParts {
  /** The primary's. */
  readonly pool: DatabasePool;
  readonly health: Pick<Health, "add">;
  readonly routes: RouteFaults;
  /** Aborts when the application ends: then every drill ends, too. */
  readonly signal: AbortSignal;
}

/** A fault that can be let loose in the running application, to see whether it is found. */
export interface Drill<Input extends z.ZodType = z.ZodType> {
  /** Also the end of its path. */
  readonly name: string;
  readonly summary: string;
  readonly input: Input;
  /** `request`: the drill's own request meets the fault. `background`: that is answered at once, and the fault goes on. */
  readonly where: "request" | "background";
  /** Does it, and resolves when it is over and everything is as before. */
  run(parts: DrillParts, input: z.output<Input>): Promise<void>;
}

/** A drill whose input is known to itself only. */
// biome-ignore lint/suspicious/noExplicitAny: a drill's input is contravariant; `any` is its only supertype
export type AnyDrill = Drill<any>;

/** Ties a drill's input to what it does. */
export function drill<Input extends z.ZodType>(definition: Drill<Input>): Drill<Input> {
  return definition;
}
