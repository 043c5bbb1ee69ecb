/** What does watching a query of node-postgres cost? Its own time on a client without a wire, and on PostgreSQL. */
import { EventEmitter } from "node:events";
import pg from "pg";
import { instrumentPg } from "../src/integrations/database/index.ts";
import { silentLogger, systemClock } from "../src/model/index.ts";
import { SlabWriter, ThreadRecorder } from "../src/record/index.ts";
import { startPostgres } from "../test/postgres.ts";

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

/** The median time of one call in µs, of each of two alternatives that take turns. */
async function compared(
  plain: () => Promise<void>,
  watched: () => Promise<void>,
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
) {
  const times = { plain: [] as number[], watched: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.plain.push(await timeOf(plain, calls));
    times.watched.push(await timeOf(watched, calls));
  }
  return { plain: median(times.plain), watched: median(times.watched) };
}

async function timeOf(run: () => Promise<void>, calls: number): Promise<number> {
  const startMs = systemClock.monotonic();
  await run();
  return ((systemClock.monotonic() - startMs) * 1000) / calls;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function watchedPool(pool: pg.Pool): pg.Pool {
  const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
  instrumentPg({ recorder, clock: systemClock, logger: silentLogger }, pool);
  return pool;
}

function report(
  measure: string,
  { plain, watched }: { readonly plain: number; readonly watched: number },
): void {
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  const added = { measure: `${measure}: added`, value: rounded(watched - plain), unit: "µs" };
  const whole = { measure: `${measure}: whole`, value: rounded(watched), unit: "µs" };
  console.log(JSON.stringify(added));
  console.log(JSON.stringify({ ...whole, reference: rounded(plain), ratio: rounded(watched / plain) }));
}

async function withoutWire(): Promise<void> {
  const calls = 20_000;
  const options = { max: 1, Client: WirelessClient as unknown as new () => pg.ClientBase };
  const [plain, watched] = [new pg.Pool(options), watchedPool(new pg.Pool(options))];
  const clients = [await plain.connect(), await watched.connect()] as const;
  const ignore = () => {};
  const byCallback = (client: pg.ClientBase) => async () => {
    for (let i = 0; i < calls; i++) client.query(TEXT, VALUES, ignore);
  };
  const byPromise = (client: pg.ClientBase) => async () => {
    for (let i = 0; i < calls; i++) await client.query(TEXT, VALUES);
  };
  const effort = { rounds: 41, calls };
  report(
    "client.query with a callback, no wire",
    await compared(byCallback(clients[0]), byCallback(clients[1]), effort),
  );
  report(
    "client.query with a promise, no wire",
    await compared(byPromise(clients[0]), byPromise(clients[1]), effort),
  );
  for (const client of clients) client.release();
  const byPool = (pool: pg.Pool) => async () => {
    for (let i = 0; i < calls; i++) await pool.query(TEXT, VALUES);
  };
  report("pool.query, no wire", await compared(byPool(plain), byPool(watched), effort));
  await Promise.all([plain.end(), watched.end()]);
}

async function onPostgres(): Promise<void> {
  const { connectionString, stop } = await startPostgres();
  const calls = 500;
  const [plain, watched] = [
    new pg.Pool({ connectionString, max: 1 }),
    watchedPool(new pg.Pool({ connectionString, max: 1 })),
  ];
  const byPool = (pool: pg.Pool) => async () => {
    for (let i = 0; i < calls; i++) await pool.query("SELECT $1::int AS answer", [42]);
  };
  report("pool.query on PostgreSQL", await compared(byPool(plain), byPool(watched), { rounds: 31, calls }));
  await Promise.all([plain.end(), watched.end()]);
  await stop();
}

await withoutWire();
await onPostgres();
