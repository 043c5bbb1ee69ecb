import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { FarolError } from "../model/index.ts";
import { engineFor } from "./api/test-engine.fixture.ts";

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
