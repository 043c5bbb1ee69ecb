export type { CollectorOptions } from "./collector/collector.ts";
export type { HeldConnection } from "./leaks.ts";
export * from "./metrics.ts";
export type { PgPool } from "./pg/types.ts";
export { instrumentPg, type PgInstrumentation, type PgOptions } from "./pg.ts";
export { postgres } from "./postgres.ts";
export type { RepeatedPattern } from "./repeats/patterns.ts";
export type { RepeatedQueries } from "./repeats/repeats.ts";
export type { QueryStatistics, ShapeStatistics } from "./statistics.ts";
