/**
 * An application with so many series, of which it writes a tenth four times a second: `node application.ts 250ms 50000`.
 * Tells its parent its engine's address, and its own thread's CPU time when it is asked.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { counter, createFarol, type Duration, defineMonitoring, silentLogger, unboundedLabel } from "farol";

const [tick, count] = process.argv.slice(2) as [Duration, string];
const SERIES_EACH = 1000;
const WRITE_EVERY_MS = 250;
const WRITTEN_SHARE = 0.1;

const dataDir = mkdtempSync(join(tmpdir(), "farol-bench-tick-"));
process.once("exit", () => rmSync(dataDir, { recursive: true }));

const metrics = Array.from({ length: Number(count) / SERIES_EACH }, (_, metric) =>
  counter({ name: `shop_${metric}_orders_total`, help: "Orders.", labels: { endpoint: unboundedLabel } }),
);
const monitoring = defineMonitoring({ service: "shop", integrations: [], metrics });
const farol = await createFarol(monitoring, { dataDir, tick, logger: silentLogger });
const instruments = farol.instruments(Object.fromEntries(metrics.map((metric) => [metric.name, metric])));
const series = Object.values(instruments).flatMap((instrument) =>
  Array.from({ length: SERIES_EACH }, (_, i) => instrument.series({ endpoint: `/api/v1/things/${i}` })),
);
for (const one of series) one.inc();

let next = 0;
setInterval(() => {
  const until = next + series.length * WRITTEN_SHARE;
  // each time others, in steps that leave no neighbors
  for (; next < until; next++) series[(next * 7919) % series.length]!.inc();
}, WRITE_EVERY_MS);

process.on("message", () => process.send!({ cpu: process.threadCpuUsage() }));
process.on("disconnect", async () => {
  await farol.close();
  process.exit();
});
process.send!({ url: farol.url });
