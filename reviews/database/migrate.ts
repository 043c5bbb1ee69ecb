import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { StartError } from "../start-error.ts";
import { isUnavailable } from "./unavailable.ts";

const migrationsFolder = fileURLToPath(new URL("migrations", import.meta.url));
const PATIENCE_MS = 5000;
/** Any number that nothing else locks on: "reviews" in ASCII. */
const LOCK = 0x72657669657773n;

/**
 * Brings the schema up to date. Instances that start together do it one after the other.
 * @throws StartError when the database does not answer within 5 seconds, or refuses.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(
      `The database ${placeOf(url)} does not answer: ${reasonOf(error)}. Check DATABASE_URL.`,
    );
  }
  try {
    await client.query("SET client_min_messages = warning");
    await client.query("SET lock_timeout = '30s'");
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await applyMigrations(drizzle(client), { migrationsFolder });
  } finally {
    // the lock ends with the connection
    await client.end();
  }
}

/** Host, port and name; the user and the password are nobody's business. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? host}${pathname}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  const { message } = error as Error;
  return isUnavailable(error) && message === "timeout expired"
    ? `no answer within ${PATIENCE_MS / 1000} s`
    : message;
}
