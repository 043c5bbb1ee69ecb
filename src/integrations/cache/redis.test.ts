import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedHost } from "../../../test/recorded-host.ts";
import { watchRedis } from "./redis.ts";

const client = (status = "ready", waiting = 0) => ({ status, commandQueue: { length: waiting } });

test("connections are free unless a command waits on them or they cannot be opened", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const host = recordedHost();
  const shown = () => ["active", "max"].map((it) => host.value(`redis_pool_connections_${it}`));
  const clients = [client(), client(), client("wait"), client("end")];
  const watch = watchRedis(host, ...clients);
  assert.deepEqual(shown(), [0, 4]);
  clients[0]!.commandQueue.length = 1;
  clients[1]!.status = "reconnecting";
  context.mock.timers.tick(1000);
  assert.deepEqual(shown(), [2, 4]);
  clients[0]!.commandQueue.length = 0;
  context.mock.timers.tick(1000);
  assert.deepEqual(shown(), [1, 4]);
  watch.uninstall();
  assert.deepEqual(shown(), [0, 0]);
});

test("the connections of several calls are one pool", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const host = recordedHost();
  const first = watchRedis(host, client("ready", 1));
  const second = watchRedis(host, client("ready", 1), client());
  assert.equal(host.value("redis_pool_connections_active"), 2);
  assert.equal(host.value("redis_pool_connections_max"), 3);
  first.uninstall();
  assert.equal(host.value("redis_pool_connections_max"), 2);
  second.uninstall();
});
