/** What does watching a query of node-postgres cost? Its own time on a client without a wire, and on PostgreSQL. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { instrumentPg } from "farol/integrations/database";
import { silentLogger, systemClock } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import pg from "pg";
import { ApplicationConversation } from "../src/application-conversation.ts";
import { startPostgres } from "../test/postgres.ts";
import { bySelect, CONNECTIONS, compare, ON_POSTGRES, type Run } from "./pg/compare.ts";
import { WIRELESS } from "./pg/wireless-client.ts";

const quick = process.argv.includes("--quick");
const TEXT =
  "SELECT id, title, severity FROM reviews WHERE state = $1 AND severity = $2 ORDER BY id LIMIT 20";
const PAIRS = 6;
const VALUES = ["open", "high"];

const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
const engine = new ApplicationConversation();

function watch(pool: pg.Pool): void {
  instrumentPg({ recorder, clock: systemClock, logger: silentLogger, engine }, pool);
}

async function withoutWire(): Promise<void> {
  const options = { max: 1, Client: WIRELESS };
  const [plain, watched] = [new pg.Pool(options), new pg.Pool(options)];
  watch(watched);
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

/** Several pools of each kind, in turn: where the kernel runs a pool's servers changes a call by more than watching does. */
async function onPostgres(): Promise<void> {
  const { connectionString, stop } = await startPostgres();
  const pools = Array.from({ length: 2 * PAIRS }, () => new pg.Pool({ connectionString, max: CONNECTIONS }));
  const watched = pools.filter((_, i) => i % 2 === 1);
  const plain = pools.filter((_, i) => i % 2 === 0);
  for (const pool of watched) watch(pool);
  await compare(ON_POSTGRES, inTurn(plain), inTurn(watched), { rounds: quick ? 12 : 120, calls: 1000 });
  await Promise.all(pools.map((pool) => pool.end()));
  await peer(connectionString);
  await stop();
}

function inTurn(pools: readonly pg.Pool[]): Run {
  let round = 0;
  return (calls) => bySelect(pools[round++ % pools.length]!)(calls);
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
