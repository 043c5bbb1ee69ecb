import assert from "node:assert/strict";
import { it } from "node:test";
import { type MakeServer, startContract } from "./application.fixture.ts";

const UPGRADE = { headers: "Connection: Upgrade\r\nUpgrade: test\r\n" };

export function upgrades(make: MakeServer): void {
  it("leaves a server that takes no upgrades as it is", async (t) => {
    const { client, counts, server, settled } = await startContract(t, make);
    assert.equal(server.listenerCount("upgrade"), 0);
    await client().asking("/users/1", UPGRADE).until(/user$/);
    await settled();
    assert.deepEqual(counts(), { "GET /users/:id 200": 1 });
  });

  it("counts an upgrade with 101 when it is granted, not when it ends", async (t) => {
    const { client, counts, gauges, server } = await startContract(t, make);
    server.on("upgrade", (_request, socket) => {
      socket.on("error", () => {});
      socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\nhello");
    });
    const asked = client().asking("/live", UPGRADE);
    await asked.until(/hello/);
    assert.deepEqual(counts(), { "GET unmatched 101": 1 });
    assert.deepEqual(gauges(), { connections: 1, inFlight: 0 });
    asked.reset();
  });

  it("counts a refused upgrade with its status", async (t) => {
    const { client, counts, recorder, gauges, server } = await startContract(t, make);
    server.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
    const asked = client().asking("/live", UPGRADE);
    await asked.until(/403/);
    asked.socket.end();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET unmatched 403": 1 });
  });

  it("goes when the application's last listener goes", async (t) => {
    const { server } = await startContract(t, make);
    const listener = () => {};
    server.on("upgrade", listener);
    assert.equal(server.listenerCount("upgrade"), 2);
    server.off("upgrade", listener);
    assert.equal(server.listenerCount("upgrade"), 0);
  });
}
