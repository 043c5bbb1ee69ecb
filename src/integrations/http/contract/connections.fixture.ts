import assert from "node:assert/strict";
import { it } from "node:test";
import { httpResponseSize } from "../metrics.ts";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function connections(make: MakeServer): void {
  it("counts each request of a connection that is kept alive, and the connection once", async (t) => {
    const { client, counts, gauges, recorder } = await startContract(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    asked.get("/users/2");
    await asked.until(/user[\s\S]*user$/);
    assert.deepEqual(gauges(), { connections: 1, inFlight: 0 });
    asked.socket.end();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /users/:id 200": 2 });
  });

  it("follows every request that a client pipelines", async (t) => {
    const { client, counts, gate, gauges, recorder, settled } = await startContract(t, make);
    const asked = client();
    asked.get("/slow");
    asked.get("/users/1");
    asked.get("/stream");
    await recorder.until(() => gauges().inFlight === 3);
    await gate.arrived;
    assert.deepEqual(counts(), {});
    gate.open();
    await asked.until(/slow[\s\S]*user[\s\S]*0\r\n\r\n$/);
    await settled();
    assert.deepEqual(counts(), { "GET /slow 200": 1, "GET /users/:id 200": 1, "GET /stream 200": 1 });
    const size = recorder.read(httpResponseSize, { method: "GET", endpoint: "/stream" });
    assert.ok(size!.observations[0]! < 400, "the responses before it are not part of its size");
  });
}
