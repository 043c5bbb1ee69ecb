import { Redis, type RedisOptions } from "ioredis";

const CONNECT_MS = 1000;
const RETRY_AT_MOST_EVERY_MS = 1000;

/** The two connections of a cache: one for its commands, one that hears what other instances change. */
export interface Connections {
  readonly commands: Redis;
  readonly subscriber: Redis;
}

/** Nothing waits for a connection, and nothing is sent again behind the cache's back: the link decides what is done. */
const OPTIONS: RedisOptions = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_MS,
  // of the greeting, too, which a server that is stopped accepts and never answers
  commandTimeout: CONNECT_MS,
  retryStrategy: (times) => Math.min(50 * times, RETRY_AT_MOST_EVERY_MS),
  keepAlive: 10_000,
  connectionName: "reviews-cache",
};

/** Opens them in the background, and again whenever they are lost. */
export function connect(url: string): Connections {
  return { commands: new Redis(url, OPTIONS), subscriber: new Redis(url, OPTIONS) };
}
