import type { Host } from "../../../model/index.ts";
import type { PgPool } from "../pg/types.ts";
import { Collector, type CollectorOptions } from "./collector.ts";
import { READINGS } from "./readings/index.ts";
import { Readings } from "./readings.ts";
import { openSession } from "./session.ts";

/** Begins to read the statistics of the database behind a pool, until it is stopped. */
export function startCollector(host: Host, pool: PgPool, name: string, options: CollectorOptions): Collector {
  const readings = READINGS.map((make) => make(host.recorder, name));
  const collected = {
    pool: name,
    readings: new Readings(host, name, readings),
    connect: () => openSession(pool),
    isOver: () => pool.ending,
  };
  const collector = new Collector(host, collected, options);
  void collector.look();
  return collector;
}
