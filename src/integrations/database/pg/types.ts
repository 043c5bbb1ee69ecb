import type { EventEmitter } from "node:events";

/** What is used of a `pg.Pool`, so that no types of pg are needed where there are none. */
export interface PgPool extends EventEmitter {
  connect: unknown;
  query: unknown;
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly ending: boolean;
  readonly options: {
    readonly max: number;
    readonly maxUses?: number | undefined;
    readonly maxLifetimeSeconds?: number | undefined;
    readonly database?: string | undefined;
    readonly connectionString?: string | undefined;
    readonly password?: unknown;
    readonly Client?: unknown;
  };
  /** The class of its clients, where its options name none. */
  readonly Client?: unknown;
}

/** What is used of a client of that pool. */
export interface PgClient extends EventEmitter {
  query: unknown;
}
