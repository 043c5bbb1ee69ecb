import { authorized } from "./bus/authorization.ts";
import { type Bus, dispatcher } from "./bus/bus.ts";
import { caching } from "./bus/caching.ts";
import { idempotent } from "./bus/idempotency.ts";
import { logged } from "./bus/logging.ts";
import type { Services } from "./bus/message.ts";
import { measured } from "./bus/metrics.ts";
import { reading } from "./bus/reading.ts";
import { transactional } from "./bus/transaction.ts";
import { validated } from "./bus/validation.ts";
import type { Cache } from "./cache/cache.ts";
import type { Databases } from "./database/databases.ts";
import type { Metrics } from "./metrics.ts";
import { COMMAND_NAMES, type Command, QUERY_NAMES, type Query } from "./registry.ts";

export type ReviewsBus = Bus<Command, Query>;

/** What the bus is made with: its handlers get the database by way of the middleware that chooses the server. */
export interface BusServices extends Omit<Services, "database"> {
  readonly database: Databases;
}

/**
 * The bus of this service: what each command and each query passes on its way to its handler, outermost first.
 * @param cache Without one, every query goes to the database.
 */
export function createBus({ database, ...others }: BusServices, metrics: Metrics, cache?: Cache): ReviewsBus {
  const kept = cache && caching(cache);
  const services = { ...others, database: database.primary };
  return {
    execute: dispatcher(services, [
      measured(commandSeries(metrics), services.clock),
      logged("command", "info"),
      authorized,
      validated,
      ...(kept ? [kept.commands] : []),
      transactional(database),
      idempotent,
    ]),
    ask: dispatcher(services, [
      measured(querySeries(metrics), services.clock),
      logged("query", "debug"),
      authorized,
      validated,
      ...(kept ? [kept.queries] : []),
      reading(database),
    ]),
  };
}

function commandSeries({ commands, commandDuration }: Metrics) {
  return new Map(
    COMMAND_NAMES.map((command) => [
      command as string,
      {
        ok: commands.series({ command, outcome: "ok" }),
        error: commands.series({ command, outcome: "error" }),
        duration: commandDuration.series({ command }),
      },
    ]),
  );
}

function querySeries({ queries, queryDuration }: Metrics) {
  return new Map(
    QUERY_NAMES.map((query) => [
      query as string,
      {
        ok: queries.series({ query, outcome: "ok" }),
        error: queries.series({ query, outcome: "error" }),
        duration: queryDuration.series({ query }),
      },
    ]),
  );
}
