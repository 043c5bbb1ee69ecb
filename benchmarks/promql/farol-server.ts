/** An engine with the generated history until the time that it is given; prints its port. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "farol/engine";
import { ManualClock, silentLogger } from "farol/model";
import { DurableStore, KEPT_MS, memoryStoreOf } from "../../src/engine/store/index.ts";
import { generate, STEP_MS, TICKS } from "./data.ts";

const endMs = Number(process.argv[2]);
const dataDir = mkdtempSync(join(tmpdir(), "farol-bench-promql-"));
process.once("exit", () => rmSync(dataDir, { recursive: true }));
process.once("SIGTERM", () => process.exit());

const clock = new ManualClock(endMs);
const store = DurableStore.open(join(dataDir, "history"), {
  memory: memoryStoreOf({ retentionMs: KEPT_MS }),
  retentionMs: KEPT_MS,
  clock,
  logger: silentLogger,
});
const series = generate();
const ids = Uint32Array.from(series, ({ name, labels }) => store.series(name, labels));
const values = new Float64Array(series.length);
for (let tick = 0; tick < TICKS; tick++) {
  for (const [i, { next }] of series.entries()) values[i] = next();
  store.append(endMs - (TICKS - 1 - tick) * STEP_MS, ids, values, series.length);
}
await store.close();

// its own first tick comes after all that is asked
clock.advance(60_000);
const engine = await startEngine({
  service: "bench",
  version: "1",
  farolVersion: "1",
  tickMs: 3_600_000,
  port: 0,
  clock,
  logger: silentLogger,
  dataDir,
  collect: () => {},
  threads: [],
  requestExpiry: () => {},
});
console.log(engine.port);
