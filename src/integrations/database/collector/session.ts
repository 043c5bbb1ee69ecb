import type { EventEmitter } from "node:events";
import type { PgPool } from "../pg/types.ts";
import type { Row } from "./reading.ts";

/** How long the server may take for one answer, and for taking a connection. */
const LIMIT_MS = 2000;
/** A server that does not even say that its time is over is given up a little later. */
const GIVE_UP_MS = LIMIT_MS + 500;
const LOCK_MS = 500;
const NAME = "farol";

/** What is used of a `pg.Client`. */
interface Client extends EventEmitter {
  connect(): Promise<unknown>;
  query(text: string): Promise<unknown>;
  end(): Promise<void>;
  unref?(): void;
  readonly connectionParameters?: { application_name?: string };
}

/** A connection of Farol's own to the database of a pool. */
export interface Session {
  /** The server's `server_version_num`. */
  readonly version: number;
  /** Asks one statement. @throws DatabaseError when the server refuses it; another error when there is no server any more. */
  read(sql: string): Promise<readonly Row[]>;
  /** Called once, should the connection be lost. */
  onLost(listener: () => void): void;
  close(): void;
}

/**
 * Opens a connection as the pool opens its own, with its password and TLS, by the same driver.
 * @throws Error when the database does not take it within two seconds.
 */
export async function openSession(pool: PgPool): Promise<Session> {
  const client = clientOf(pool);
  // An error without a listener would end the process; who waits for the connection or an answer is told by that.
  client.on("error", () => {});
  try {
    await client.connect();
    client.unref?.();
    const [row] = await read(client, "SELECT current_setting('server_version_num') AS version");
    return sessionOf(client, Number(row?.version));
  } catch (error) {
    close(client);
    throw error;
  }
}

function sessionOf(client: Client, version: number): Session {
  let isClosed = false;
  return {
    version,
    read: (sql) => read(client, sql),
    onLost: (listener) => void client.once("end", () => isClosed || listener()),
    close() {
      isClosed = true;
      close(client);
    },
  };
}

function clientOf(pool: PgPool): Client {
  const { options } = pool;
  const Own = (options.Client ?? pool.Client) as new (config: object) => Client;
  const client = new Own({
    ...options,
    // Pools hide it from enumeration.
    password: options.password,
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: GIVE_UP_MS,
    application_name: NAME,
    pipeline: false,
    binary: false,
    types: { getTypeParser: () => String },
  });
  // A connection string's own name would come before it.
  if (client.connectionParameters !== undefined) client.connectionParameters.application_name = NAME;
  return client;
}

/**
 * The limits stand in the same text, which the server runs as one transaction: a pooler between could refuse them as
 * parameters of the connection, and would give a session's settings to others.
 */
async function read(client: Client, sql: string): Promise<readonly Row[]> {
  const limits = `SET LOCAL statement_timeout = ${LIMIT_MS}; SET LOCAL lock_timeout = ${LOCK_MS}`;
  const results = (await client.query(`${limits}; ${sql}`)) as { readonly rows: readonly Row[] }[];
  return results.at(-1)!.rows;
}

function close(client: Client): void {
  client.end().catch(() => {});
}
