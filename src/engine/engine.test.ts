import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { FarolError } from "../model/index.ts";
import { API, engineFor, START_MS, TICK_MS } from "./api/test-engine.fixture.ts";
import { newFolder } from "./store/log/script.fixture.ts";

test("a port that another program has is refused with the port and the cure", async (t) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  await assert.rejects(engineFor(t, { port }), (error) => {
    assert.ok(error instanceof FarolError);
    assert.equal(error.code, "FAROL_ENGINE_LISTEN");
    assert.match(error.message, new RegExp(`127\\.0\\.0\\.1:${port}.*another program.*Choose another port`));
    return true;
  });
});

test("an engine that was closed answers no more, and its port is free again", async (t) => {
  const { engine } = await engineFor(t);
  await engine.close();
  const again = await engineFor(t, { port: engine.port });
  assert.equal((await again.ask("/health/ready")).status, 200);
});

test("with a data folder, history is there again after a restart, and health says where it is", async (t) => {
  const dataDir = newFolder(t);
  const first = await engineFor(t, { dataDir });
  for (let tick = 1; tick < 4; tick++) {
    first.clock.advance(TICK_MS);
    first.engine.tick();
  }
  await first.engine.close();
  const second = await engineFor(t, { dataDir, clock: first.clock });
  const range = `start=${START_MS / 1000}&end=${(START_MS + 3 * TICK_MS) / 1000}`;
  const { json } = await second.ask(`${API}/metrics/farol_engine_ticks_total?${range}`);
  assert.deepEqual(
    json.series[0].samples.map(([, value]: [number, number]) => value),
    [1, 2, 3, 4],
  );
  const { json: health } = await second.ask(`${API}/health/detailed`);
  assert.match(JSON.stringify(health), /on disk: \d+ bytes in .*history/);
});

test("an engine that cannot start gives its data folder free", async (t) => {
  const dataDir = newFolder(t);
  const { engine } = await engineFor(t);
  await assert.rejects(engineFor(t, { dataDir, port: engine.port }), { code: "FAROL_ENGINE_LISTEN" });
  const again = await engineFor(t, { dataDir });
  const { text } = await again.ask("/metrics");
  assert.match(text, /farol_store_log_errors_total\{reason="locked"\} 0\n/);
  assert.match(text, /farol_store_log_bytes\{file="segment"\} [1-9]/);
});
