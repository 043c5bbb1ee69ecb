import pg from "pg";

/** A connection opens in milliseconds, or there is something wrong. */
const CONNECT_MS = 3000;
/** Statements that connections remember; each costs some kilobytes in each of them. */
const REMEMBERED = 500;

const names = new Map<string, string>();

/**
 * A connection that lets the server remember what it has parsed and planned: for the short statements of a service that
 * is most of their work. pg-pool has one limit for waiting and for connecting; the latter is shorter here.
 */
export class ReviewsClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
    const query = this.query as (...args: unknown[]) => unknown;
    this.query = ((config: unknown, ...rest: unknown[]) =>
      query.call(this, remembered(config, rest[0]), ...rest)) as pg.Client["query"];
  }
}

/** Only what has values is worth it: the others are few, and may be several statements in one text. */
function remembered(config: unknown, values: unknown): unknown {
  if (typeof config !== "object" || config === null || !Array.isArray(values) || values.length === 0)
    return config;
  const { text, name } = config as Partial<pg.QueryConfig>;
  if (typeof text !== "string" || name !== undefined) return config;
  const given = names.get(text) ?? nameFor(text);
  return given === undefined ? config : { ...config, name: given };
}

/** The first ones that are met are the ones that are used: a service has a few dozen texts. */
function nameFor(text: string): string | undefined {
  if (names.size >= REMEMBERED) return undefined;
  const name = `reviews_${names.size}`;
  names.set(text, name);
  return name;
}
