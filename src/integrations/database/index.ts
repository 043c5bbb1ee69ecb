export * from "./metrics.ts";
export type { PgPool } from "./pg/types.ts";
export { instrumentPg, type PgInstrumentation, type PgOptions } from "./pg.ts";
export { postgres } from "./postgres.ts";
export type { QueryStatistics, ShapeStatistics } from "./statistics.ts";
