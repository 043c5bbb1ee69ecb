/** Goes on with the history in the folder that is its argument, a tick after the other, and prints the number of each. */
import { ManualClock, silentLogger } from "../../../model/index.ts";
import { DurableStore } from "./durable-store.ts";
import { recording } from "./recording-memory.fixture.ts";

const TICK_MS = 15_000;
const store = DurableStore.open(process.argv[2]!, {
  memory: recording,
  retentionMs: Number.POSITIVE_INFINITY,
  segmentMs: 20 * TICK_MS,
  snapshotEveryMs: 7 * TICK_MS,
  clock: new ManualClock(1_800_000_000_000),
  logger: {
    ...silentLogger,
    error: (fields) => {
      throw (fields as { err: Error }).err;
    },
  },
});
const ids = Uint32Array.from({ length: 50 }, (_, i) => store.series("tick", { part: String(i) }));
const tick = (number: number) => {
  store.append(number * TICK_MS, ids, new Float64Array(ids.length).fill(number), ids.length);
  process.stdout.write(`${number}\n`);
  setImmediate(tick, number + 1);
};
tick((store.extent()?.endMs ?? 0) / TICK_MS + 1);
