import assert from "node:assert/strict";
import { it } from "node:test";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function cutOffs(make: MakeServer): void {
  for (const leave of ["reset", "end"] as const) {
    it(`counts a client that goes away (${leave}) as 499, once, though the answer comes later`, async (t) => {
      const { client, counts, gate, gauges, get, recorder } = await startContract(t, make);
      const asked = client().asking("/slow");
      await gate.arrived;
      assert.deepEqual(gauges(), { connections: 1, inFlight: 1 });
      if (leave === "reset") asked.reset();
      else asked.socket.end();
      await recorder.until(() => gauges().connections === 0);
      assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
      gate.open();
      await get("/users/1");
      assert.deepEqual(counts(), { "GET /slow 499": 1, "GET /users/:id 200": 1 });
      assert.equal(gauges().inFlight, 0);
    });
  }

  it("counts every pipelined request of a client that goes away", async (t) => {
    const { client, counts, gate, gauges, recorder } = await startContract(t, make);
    const asked = client();
    asked.get("/slow");
    asked.get("/users/1");
    await gate.arrived;
    await recorder.until(() => gauges().inFlight === 2);
    asked.reset();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /slow 499": 1, "GET /users/:id 499": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a client that goes away in the middle of its body as 499", async (t) => {
    const { client, counts, gauges, recorder } = await startContract(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Content-Type: text/plain\r\nContent-Length: 100\r\n",
    });
    await recorder.until(() => gauges().inFlight === 1);
    asked.socket.end("half");
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "POST /users/:id 499": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a response that the application destroys as 500", async (t) => {
    const { client, counts, gauges, recorder } = await startContract(t, make);
    const asked = client().asking("/half");
    assert.match(await asked.end(), /half$/);
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /half 500": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a connection that the server destroys as 500", async (t) => {
    const { client, counts, gate, gauges, recorder, server } = await startContract(t, make);
    client().get("/slow");
    await gate.arrived;
    server.closeAllConnections();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /slow 500": 1 });
  });
}
