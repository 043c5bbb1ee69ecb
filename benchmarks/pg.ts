/** What does watching a query of node-postgres cost? Its own time on a client without a wire, and on PostgreSQL. */
import { EventEmitter } from "node:events";
import { instrumentPg } from "farol/integrations/database";
import { silentLogger, systemClock } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import pg from "pg";
import { startPostgres } from "../test/postgres.ts";
import { median, report } from "./harness/result.ts";

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

type Run = (calls: number) => Promise<void>;

interface Size {
  readonly rounds: number;
  readonly calls: number;
}

/** Runs both in turn, round by round, and reports what watching adds to a call. */
async function compare(measure: string, plain: Run, watched: Run, size: Size): Promise<void> {
  const times = { plain: [] as number[], watched: [] as number[] };
  await Promise.all([plain(size.calls), watched(size.calls)]);
  for (let round = 0; round < size.rounds; round++) {
    times.plain.push(await microseconds(plain, size.calls));
    times.watched.push(await microseconds(watched, size.calls));
  }
  const each = <T>(compared: (watched: number, plain: number) => T) =>
    times.watched.map((time, i) => compared(time, times.plain[i]!));
  const added = median(each((a, b) => a - b));
  const goal = { target: "under 1 µs", reached: added < 1 };
  report({ measure: `${measure}: added`, who: "farol", value: added, unit: "µs", ...goal });
  const [reference, value] = [median(times.plain), median(times.watched)];
  const ratio = median(each((a, b) => a / b));
  report({ measure: `${measure}: whole`, who: "pg alone", value: reference, unit: "µs" });
  report({ measure: `${measure}: whole`, who: "farol", value, unit: "µs", reference, ratio });
}

/** CPU time of this thread for one call, in µs: what other programs do meanwhile is not in it. */
async function microseconds(run: Run, calls: number): Promise<number> {
  const begin = process.threadCpuUsage();
  await run(calls);
  const { user, system } = process.threadCpuUsage(begin);
  return (user + system) / calls;
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
  const bySelect = (pool: pg.Pool) => async (calls: number) => {
    for (let i = 0; i < calls; i++) await pool.query("SELECT $1::int AS answer", [42]);
  };
  await compare("pool.query on PostgreSQL", bySelect(plain), bySelect(watched), {
    rounds: quick ? 5 : 101,
    calls: 500,
  });
  await Promise.all([plain.end(), watched.end()]);
  await stop();
}

/** OpenTelemetry's instrumentation patches pg for the whole process, so it has a run of its own where it is installed. */
function mentionPeer(): void {
  try {
    import.meta.resolve("@opentelemetry/instrumentation-pg");
  } catch {
    console.log("@opentelemetry/instrumentation-pg is not installed, so it is not compared with.");
  }
}

await withoutWire();
await onPostgres();
mentionPeer();
