import type { DatabaseSync } from "node:sqlite";
import { type DatabaseOptions, openOrGoOn } from "./database/index.ts";
import { Deployments } from "./deployments/index.ts";
import { Starts } from "./starts/index.ts";

/** What the engine knows from earlier runs. */
export interface Remembered {
  readonly deployments: Deployments;
  readonly starts: Starts;
  /** What else is kept in it. */
  readonly database: DatabaseSync;
  close(): void;
}

/** Opens it. Never throws for the file's state: what is wrong with it is logged, and the service starts all the same. */
export function openRemembered(options: DatabaseOptions): Remembered {
  const database = openOrGoOn(options);
  return {
    deployments: new Deployments(database, options.clock),
    starts: new Starts(database),
    database,
    close: () => database.close(),
  };
}
