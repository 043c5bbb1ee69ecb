/** What does watching a query of node-postgres cost? Its own time on a client without a wire, and on PostgreSQL. */
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { fileURLToPath } from "node:url";
import { instrumentPg } from "farol/integrations/database";
import { silentLogger, systemClock } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import pg from "pg";
import { startPostgres } from "../test/postgres.ts";
import { bySelect, compare, ON_POSTGRES, type Run } from "./pg/compare.ts";

const quick = process.argv.includes("--quick");
const TEXT =
  "SELECT id, title, severity FROM reviews WHERE state = $1 AND severity = $2 ORDER BY id LIMIT 20";
const VALUES = ["open", "high"];
const RESULT = { command: "SELECT", rows: [], rowCount: 0 };

/** A client that answers at once, so that what is left is the driver's calls and what watches them. */
class WirelessClient extends EventEmitter {
  readonly _queryable = true;

  connect(callback: (error: null) => void): void {
    process.nextTick(callback, null);
  }

  query(_text: string, _values: unknown, callback?: (error: null, result: unknown) => void): unknown {
    if (callback === undefined) return Promise.resolve(RESULT);
    callback(null, RESULT);
    return undefined;
  }

  end(callback: () => void): void {
    process.nextTick(callback);
  }
}

function watchedPool(pool: pg.Pool): pg.Pool {
  const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
  instrumentPg({ recorder, clock: systemClock, logger: silentLogger }, pool);
  return pool;
}

async function withoutWire(): Promise<void> {
  const options = { max: 1, Client: WirelessClient as unknown as new () => pg.ClientBase };
  const [plain, watched] = [new pg.Pool(options), watchedPool(new pg.Pool(options))];
  const [plainClient, watchedClient] = [await plain.connect(), await watched.connect()];
  const compareRuns = <T>(measure: string, run: (target: T) => Run, a: T, b: T) =>
    compare(`${measure}, no wire`, run(a), run(b), { rounds: quick ? 5 : 21, calls: 100_000 });
  await compareRuns("client.query with a callback", byCallback, plainClient, watchedClient);
  await compareRuns("client.query with a promise", byPromise, plainClient, watchedClient);
  plainClient.release();
  watchedClient.release();
  await compareRuns("pool.query", byPromise, plain, watched);
  await Promise.all([plain.end(), watched.end()]);
}

const byCallback = (client: pg.ClientBase) => async (calls: number) => {
  for (let i = 0; i < calls; i++) client.query(TEXT, VALUES, () => {});
};

const byPromise = (target: pg.ClientBase | pg.Pool) => async (calls: number) => {
  for (let i = 0; i < calls; i++) await target.query(TEXT, VALUES);
};

async function onPostgres(): Promise<void> {
  const { connectionString, stop } = await startPostgres();
  const open = () => new pg.Pool({ connectionString, max: 1 });
  const [plain, watched] = [open(), watchedPool(open())];
  await compare(ON_POSTGRES, bySelect(plain), bySelect(watched), { rounds: quick ? 11 : 101, calls: 1000 });
  await Promise.all([plain.end(), watched.end()]);
  await peer(connectionString);
  await stop();
}

/** OpenTelemetry patches pg for the whole process, so it has one of its own. */
async function peer(connectionString: string): Promise<void> {
  const program = new URL("./pg/opentelemetry.ts", import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(program), connectionString], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`OpenTelemetry's part ended with ${code}`);
}

await withoutWire();
await onPostgres();
