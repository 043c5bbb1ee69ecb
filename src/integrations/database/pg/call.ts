import { type EventEmitter, errorMonitor } from "node:events";
import { type Call, type Method, overheard, overheardPromise } from "../../watching/index.ts";

/** Hears how one query ended. May be called more than once; the first time counts. */
type Heard = (error: unknown, result?: unknown) => void;

/** A query that brings its own protocol handling: pg.Query, pg-cursor, pg-query-stream. */
interface Submittable extends EventEmitter {
  submit: unknown;
  callback?: unknown;
  text?: unknown;
  cursor?: { readonly text?: unknown };
}

/** The statement's text in the arguments of `client.query`; "" when there is none. */
export function textOf(client: unknown, config: unknown): string {
  if (typeof config === "string") return config;
  const { text, cursor, name } = (config ?? {}) as {
    text?: unknown;
    cursor?: { text?: unknown };
    name?: unknown;
  };
  const found = text ?? cursor?.text ?? preparedText(client, name);
  return typeof found === "string" ? found : "";
}

/** A statement that was prepared before may be run by its name alone; the connection remembers its text. */
function preparedText(client: unknown, name: unknown): unknown {
  if (typeof name !== "string") return undefined;
  const { connection } = client as { connection?: { parsedStatements?: Record<string, unknown> } };
  return connection?.parsedStatements?.[name];
}

/** Runs `client.query` with these arguments, in each of its signatures, so that `heard` is told of its end. */
export function runHeard(original: Call, client: unknown, args: unknown[], heard: Heard): unknown {
  const config = args[0] as Partial<Submittable> | string | null | undefined;
  if (typeof config === "string" || config == null) hearCallback(args, heard);
  else if (typeof config.submit === "function") {
    hearSubmittable(config as Submittable, args, heard);
    return original(client, args);
  } else if (!hearCallback(args, heard) && typeof config.callback === "function") {
    args[2] = overheard(config.callback as Method, heard);
  }
  return overheardPromise(original(client, args), heard);
}

/** As in pg, a callback behind the values goes before one in their place. Says whether there is any. */
function hearCallback(args: unknown[], heard: Heard): boolean {
  const at = typeof args[2] === "function" ? 2 : 1;
  if (typeof args[at] !== "function") return false;
  args[at] = overheard(args[at] as Method, heard);
  return true;
}

/** A query with a callback of its own calls that; another emits how it ended, some when they are closed early. */
function hearSubmittable(query: Submittable, args: unknown[], heard: Heard): void {
  const own = query.callback;
  if (typeof own === "function") {
    const heardOnce: Heard = (error, result) => {
      Reflect.set(query, "callback", own);
      heard(error, result);
    };
    Reflect.set(query, "callback", overheard(own as Method, heardOnce));
  } else if (!hearCallback(args, heard) && typeof query.once === "function") {
    query.once("end", (result: unknown) => heard(undefined, result));
    query.once("close", () => heard(undefined));
    query.once(errorMonitor, heard);
  }
}
