import type { Databases } from "../database/databases.ts";
import { isAway, isConflict, isConnectionFault } from "../database/faults.ts";
import type { Middleware } from "./bus.ts";

/**
 * Gives a query the server that it may read from. A query whose connection is lost, or that a replica ended because it
 * had to replay what the query was reading, is asked once more, of the primary: it only reads.
 */
export const reading =
  (databases: Databases): Middleware =>
  (next) =>
  async (message, context) => {
    try {
      return await next(message, { ...context, database: databases.forReading(context.actor?.id) });
    } catch (error) {
      if (!mayAskAgain(error)) throw error;
      return next(message, { ...context, database: databases.primary });
    }
  };

function mayAskAgain(error: unknown): boolean {
  return isAway(error) || isConnectionFault(error) || isConflict(error);
}
