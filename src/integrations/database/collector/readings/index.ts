import type { MakeReading } from "../reading.ts";
import { bloat } from "./bloat.ts";
import { connections } from "./connections.ts";
import { locks, WAITSTART_VERSION } from "./locks.ts";
import { replication } from "./replication.ts";
import { totals } from "./totals.ts";

export { WAITSTART_VERSION };

/** All that is read of PostgreSQL's own statistics. */
export const READINGS: readonly MakeReading[] = [locks, totals, connections, replication, bloat];
