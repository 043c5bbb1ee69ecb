import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Duration, parseDuration } from "farol";
import { z } from "zod";
import { StartError } from "./start-error.ts";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every setting, as the environment gives it. An empty variable counts as not set. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  /** The address to listen on; `0.0.0.0` in a container. */
  HOST: z.string().default("127.0.0.1"),
  NODE_ENV: z.string().default("development"),
  /** Not set: an embedded PostgreSQL in the data folder. */
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "must be a URL like postgres://user:password@host:5432/database")
    .optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(20),
  FAROL_DATA_DIR: z.string().default(".farol"),
  /** How often a sample of every series is kept. */
  FAROL_TICK: z.custom<Duration>(isTick, 'must be a duration from 1s on, like "1s" or "15s"').default("1s"),
  /** The next four are made at random and kept in the data folder when they are not set. */
  FAROL_TOKEN: z.string().optional(),
  SIGNING_KEY: z.string().min(32).optional(),
  ADMIN_PASSWORD: z.string().min(12).max(200).optional(),
  ADMIN_EMAIL: z.email().default("admin@reviews.local"),
  LOG_LEVEL: z.enum(LEVELS).optional(),
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

function isTick(text: unknown): boolean {
  try {
    return parseDuration(String(text)) >= 1000;
  } catch {
    return false;
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol);
}
