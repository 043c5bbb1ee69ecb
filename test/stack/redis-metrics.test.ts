import assert from "node:assert/strict";
import { it } from "node:test";
import { observation } from "../../reviews/cache/observation.ts";
import { watchBentocache, watchRedis } from "../../src/integrations/cache/index.ts";
import { needs } from "../needs.ts";
import { recordedHost } from "../recorded-host.ts";
import { startRedis } from "../redis.ts";
import { until } from "../until.ts";
import { openCache } from "./redis-cache.ts";

it(
  "the reviews' cache is measured, told of and cleared while its Redis goes",
  needs("redis-server"),
  async (context) => {
    const redis = await startRedis();
    context.after(() => redis.remove());
    const { cache } = openCache(redis.url);
    context.after(() => cache.close());
    await until("Redis", async () => cache.link!.isUp || undefined);
    const host = recordedHost();
    const count = (name: string) => host.value(`cache_${name}_total`, { cache: "reads" });
    const pool = (name: string) => host.value(`redis_pool_connections_${name}`);
    const status = async () => (await host.engine.ask("cacheStatus", null))[0]![0]!.layers[1]!;
    let asked = 0;
    const read = (key: string) => cache.read({ key, ttlMs: 60_000 }, async () => ++asked);

    const watch = watchBentocache(host, cache.bento, observation(cache));
    const connections = watchRedis(host, cache.connections!.commands, cache.connections!.subscriber);
    assert.deepEqual([pool("active"), pool("max")], [0, 2]);
    for (const key of ["a:1", "a:1", "a:2", "b"]) await read(key);
    assert.deepEqual(["hits", "misses", "sets", "errors"].map(count), [1, 3, 3, 0]);
    assert.deepEqual(await status(), { name: "redis", status: "ok", detail: "answers" });

    await host.engine.ask("cacheClear", { cache: "reads", patterns: ["a:*"] });
    for (const key of ["a:1", "a:2", "b"]) await read(key);
    assert.equal(asked, 5);
    await host.engine.ask("cacheClear", {});
    await read("b");
    assert.equal(asked, 6);

    redis.suspend();
    await read("new");
    assert.ok(count("errors")! > 0);
    await until("both connections to be taken for busy", async () => pool("active") === 2 || undefined);
    const { name, status: standing, detail } = await status();
    assert.deepEqual([name, standing], ["redis", "failed"]);
    assert.notEqual(detail, "answers");
    redis.resume();
    await until("both to be free", async () => pool("active") === 0 || undefined);
    connections.uninstall();
    watch.uninstall();
  },
);
