import assert from "node:assert/strict";
import { channel } from "node:diagnostics_channel";
import { it } from "node:test";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function endings(make: MakeServer): void {
  it("leaves nothing behind on the server, on its sockets and on node's channels", async (t) => {
    const { client, counts, gauges, server, stop } = await startContract(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    stop();
    assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
    const events = ["connection", "upgrade", "newListener", "removeListener"];
    assert.deepEqual(
      events.map((event) => server.listenerCount(event)),
      [1, 0, 0, 0],
    );
    assert.equal(channel("http.server.request.start").hasSubscribers, false);
    assert.equal(channel("http.server.response.finish").hasSubscribers, false);
    asked.get("/users/2");
    await asked.until(/user[\s\S]*user$/);
    assert.deepEqual(counts(), { "GET /users/:id 200": 1 });
  });

  it("counts the requests that a closing server still answers", async (t) => {
    const { client, close, counts, gate, gauges } = await startContract(t, make);
    const asked = client().asking("/slow");
    await gate.arrived;
    const closed = close();
    gate.open();
    await asked.until(/slow/);
    asked.socket.end();
    await closed;
    assert.deepEqual(counts(), { "GET /slow 200": 1 });
    assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
  });
}
