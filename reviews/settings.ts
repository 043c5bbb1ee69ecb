import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Duration, parseDuration } from "farol";
import { z } from "zod";
import { StartError } from "./start-error.ts";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const postgresUrl = z
  .string()
  .refine(
    (text) => hasScheme(text, /^postgres(?:ql)?:$/),
    "must be a URL like postgres://user:password@host:5432/database",
  );

/** Every setting, as the environment gives it. An empty variable counts as not set. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  /** The address to listen on; `0.0.0.0` in a container. */
  HOST: z.string().default("127.0.0.1"),
  NODE_ENV: z.string().default("development"),
  /** Not set: an embedded PostgreSQL in the data folder. */
  DATABASE_URL: postgresUrl.optional(),
  /** Connections that are kept, and the most there may be. */
  DATABASE_POOL_MIN: z.coerce.number().int().min(0).max(500).default(20),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(50),
  /** How long a request may wait for a connection while all are busy. */
  DATABASE_POOL_WAIT: duration("30s"),
  DATABASE_STATEMENT_TIMEOUT: duration("10s"),
  /** How old a connection may become before it is replaced. */
  DATABASE_CONNECTION_LIFETIME: duration("1h"),
  /** How long a connection may be held before that counts as a leak. */
  DATABASE_LEAK_LIMIT: duration("30s"),
  /** Not set: every read goes to DATABASE_URL. */
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  /** How far behind the replica may be and still be read from. */
  DATABASE_REPLICA_MAX_LAG: duration("1s"),
  /** Not set: answers are kept in memory alone. */
  REDIS_URL: z
    .string()
    .refine((text) => hasScheme(text, /^rediss?:$/), "must be a URL like redis://host:6379/0")
    .optional(),
  /** Where changes are scanned, and where decisions are told. Not set: a companion process that plays both. */
  SCANNER_URL: z.url().optional(),
  WEBHOOK_URL: z.url().optional(),
  /** Requests a second that one user may send, or one address that nobody has signed in from. */
  RATE_LIMIT: z.union([z.literal("off"), z.coerce.number().int().min(1)]).default(200),
  /** Passwords a minute that one address may try. */
  RATE_LIMIT_CREDENTIALS: z.coerce.number().int().min(1).default(20),
  /** Addresses or networks of proxies that are believed about whom they forward for. */
  TRUST_PROXY: z.string().optional(),
  /** How long requests are still taken once the service was told to stop, and how long the last ones may take. */
  DRAIN_DELAY: duration("0s"),
  DRAIN_LIMIT: duration("4s"),
  FAROL_DATA_DIR: z.string().default(".farol"),
  /** How often a sample of every series is kept. */
  FAROL_TICK: z.custom<Duration>(isTick, 'must be a duration from 1s on, like "1s" or "15s"').default("1s"),
  /** The next four are made at random and kept in the data folder when they are not set. */
  FAROL_TOKEN: z.string().optional(),
  SIGNING_KEY: z.string().min(32).optional(),
  ADMIN_PASSWORD: z.string().min(12).max(200).optional(),
  ADMIN_EMAIL: z.email().default("admin@reviews.local"),
  LOG_LEVEL: z.enum(LEVELS).optional(),
  /** `on` adds routes by which admins let faults loose in this service. Never in production. */
  DRILLS: z.enum(["on", "off"]).default("off"),
});

export interface Settings extends Omit<z.output<typeof environment>, "FAROL_DATA_DIR" | "LOG_LEVEL"> {
  /** Absolute. */
  readonly dataDir: string;
  readonly logLevel: (typeof LEVELS)[number];
  /** Whether the built-in visitor sends requests. Never in production. */
  readonly traffic: boolean;
}

/**
 * Reads the settings of a start. `isTerminal` says whether a person looks at the logs: these see less of them.
 * @throws StartError when one is not valid; it names the setting, not its value, which may be a secret.
 */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[], isTerminal: boolean): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
    throw new StartError(`The setting ${path.join(".")} is not valid: ${message}.`);
  }
  const { FAROL_DATA_DIR, LOG_LEVEL, ...settings } = parsed.data;
  if (settings.DRILLS === "on" && settings.NODE_ENV === "production")
    throw new StartError("DRILLS=on lets this service be broken on purpose, and is refused in production.");
  return {
    ...settings,
    dataDir: resolve(FAROL_DATA_DIR),
    logLevel: LOG_LEVEL ?? (isTerminal ? "warn" : "info"),
    traffic: wantsTraffic(args) && settings.NODE_ENV !== "production",
  };
}

function wantsTraffic(args: readonly string[]): boolean {
  try {
    const options = { traffic: { type: "boolean", default: true } } as const;
    return parseArgs({ args: [...args], options, allowNegative: true }).values.traffic;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split(". ")[0]}; the only one is --no-traffic.`);
  }
}

/** A duration, read into milliseconds. */
function duration(preset: Duration) {
  return z
    .custom<Duration>((text) => milliseconds(text) !== undefined, 'must be a duration like "30s" or "500ms"')
    .default(preset)
    .transform(parseDuration);
}

function isTick(text: unknown): boolean {
  return (milliseconds(text) ?? 0) >= 1000;
}

function milliseconds(text: unknown): number | undefined {
  try {
    return parseDuration(String(text));
  } catch {
    return undefined;
  }
}

function hasScheme(text: string, scheme: RegExp): boolean {
  return URL.canParse(text) && scheme.test(new URL(text).protocol);
}
