import assert from "node:assert/strict";
import { it } from "node:test";
import pg from "pg";
import { startReplicatedPostgres } from "../../../../test/postgres-replica.ts";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { until } from "../../../../test/until.ts";
import { instrumentPg } from "../index.ts";

it("a replica's lag is shown by its primary and by itself, and grows while it does not replay", async (t) => {
  const { primary, replica, stop } = await startReplicatedPostgres();
  const host = recordedHost();
  const pools = [primary, replica].map(
    ({ connectionString }) => new pg.Pool({ connectionString, options: "-c synchronous_commit=local" }),
  );
  const names = ["primary", "replica"];
  const watches = pools.map((pool, i) =>
    instrumentPg(host, pool, { name: names[i]!, statistics: { everyMs: 20 } }),
  );
  t.after(async () => {
    for (const watch of watches) watch.uninstall();
    await Promise.all(pools.map((pool) => pool.end()));
    await stop();
  });
  const lag = (labels: { pool: string; replica: string }) => host.value("db_replication_lag_seconds", labels);
  const self = { pool: "replica", replica: "self" };
  await until("both to show it", async () =>
    lag(self) === 0 && lag({ pool: "primary", replica: "walreceiver" }) !== undefined ? true : undefined,
  );
  await replica.pauseReplay();
  await pools[0]!.query("CREATE TABLE late ()");
  await until("the lag to grow", async () => lag(self)! >= 0.2 || undefined);
  await replica.resumeReplay();
  await until("the lag to be gone", async () => lag(self) === 0 || undefined);
  assert.equal(lag({ pool: "primary", replica: "self" }), undefined);
});
