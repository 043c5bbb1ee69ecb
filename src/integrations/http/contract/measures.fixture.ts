import assert from "node:assert/strict";
import { it } from "node:test";
import { httpRequestDuration, httpRequestSize, httpResponseSize } from "../metrics.ts";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function measures(make: MakeServer): void {
  it("measures from the request's head to the response's end", async (t) => {
    const { client, clock, gate, recorder, settled } = await startContract(t, make);
    const asked = client().asking("/slow");
    await gate.arrived;
    clock.advance(250);
    gate.open();
    await asked.until(/slow/);
    await settled();
    const series = recorder.read(httpRequestDuration, { method: "GET", endpoint: "/slow" });
    assert.deepEqual(series?.observations, [0.25]);
  });

  it("observes the declared sizes of both bodies", async (t) => {
    const { url, recorder, settled } = await startContract(t, make);
    await (await fetch(`${url}/users/1`, { method: "POST", body: "twelve bytes" })).text();
    await (await fetch(`${url}/users/1`)).text();
    await settled();
    const sizes = (method: string) => {
      const labels = { method, endpoint: "/users/:id" };
      return [httpRequestSize, httpResponseSize].map((it) => recorder.read(it, labels)?.observations);
    };
    assert.deepEqual(sizes("POST")[0], [12]);
    assert.deepEqual(sizes("GET"), [[0], [4]]);
  });

  it("counts the bytes of a streamed request, without their framing", async (t) => {
    const { client, recorder, settled } = await startContract(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n",
    });
    asked.socket.write("5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
    await asked.until(/HTTP\/1\.1 201/);
    await settled();
    const series = recorder.read(httpRequestSize, { method: "POST", endpoint: "/users/:id" });
    assert.deepEqual(series?.observations, [11]);
  });

  it("counts the bytes of a streamed response, also after another one on the connection", async (t) => {
    const { client, counts, recorder, settled } = await startContract(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    const before = asked.socket.bytesRead;
    asked.get("/stream");
    await asked.until(/0\r\n\r\n$/);
    await settled();
    assert.equal(counts()["GET /stream 200"], 1);
    const series = recorder.read(httpResponseSize, { method: "GET", endpoint: "/stream" });
    assert.deepEqual(series?.observations, [asked.socket.bytesRead - before]);
  });

  it("keeps the trace id of a request that its caller samples as an exemplar", async (t) => {
    const { client, recorder, settled } = await startContract(t, make);
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const ask = async (traceparent: string) => {
      await client()
        .asking("/users/1", { headers: `traceparent: ${traceparent}\r\n` })
        .until(/user$/);
      await settled();
    };
    await ask(`00-${traceId}-b7ad6b7169203331-01`);
    await ask(`00-${"a".repeat(32)}-b7ad6b7169203331-00`);
    await ask("00-nonsense-01");
    const series = recorder.read(httpRequestDuration, { method: "GET", endpoint: "/users/:id" });
    assert.deepEqual(series?.traceIds, [traceId]);
    assert.equal(series?.observations.length, 3);
  });
}
