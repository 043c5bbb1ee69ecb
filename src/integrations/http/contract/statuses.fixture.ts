import assert from "node:assert/strict";
import { it } from "node:test";
import { httpResponseSize } from "../metrics.ts";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function statuses(make: MakeServer): void {
  it("counts HEAD as a method of its own, with no body", async (t) => {
    const { client, counts, recorder, settled } = await startContract(t, make);
    await client()
      .asking("/users/1", { method: "HEAD" })
      .until(/\r\n\r\n/);
    await settled();
    assert.deepEqual(counts(), { "HEAD /users/:id 200": 1 });
    const series = recorder.read(httpResponseSize, { method: "HEAD", endpoint: "/users/:id" });
    assert.deepEqual(series?.observations, [0]);
  });

  it("counts methods outside the closed set as OTHER", async (t) => {
    const { client, counts } = await startContract(t, make);
    await client()
      .asking("/users/1", { method: "PURGE" })
      .until(/\r\n\r\n/);
    assert.deepEqual(counts(), { "OTHER unmatched 404": 1 });
  });

  it("counts 304 with no body", async (t) => {
    const { get, counts, recorder } = await startContract(t, make);
    await get("/unchanged");
    assert.deepEqual(counts(), { "GET /unchanged 304": 1 });
    const series = recorder.read(httpResponseSize, { method: "GET", endpoint: "/unchanged" });
    assert.deepEqual(series?.observations, [0]);
  });

  it("counts the final status after early hints", async (t) => {
    const { client, counts, settled } = await startContract(t, make);
    await client()
      .asking("/hints")
      .until(/HTTP\/1\.1 103[\s\S]*HTTP\/1\.1 200/);
    await settled();
    assert.deepEqual(counts(), { "GET /hints 200": 1 });
  });

  it("counts a request that waits for 100-continue once", async (t) => {
    const { client, counts, settled } = await startContract(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Expect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n",
    });
    await asked.until(/HTTP\/1\.1 100/);
    asked.socket.write("body");
    await asked.until(/HTTP\/1\.1 201/);
    await settled();
    assert.deepEqual(counts(), { "POST /users/:id 201": 1 });
  });

  it("counts bytes that are no request as refused", async (t) => {
    const { client, counts, recorder } = await startContract(t, make);
    client().socket.write("this is not HTTP\r\n\r\n");
    await recorder.until(() => counts()["OTHER unmatched 400"] === 1);
    assert.deepEqual(counts(), { "OTHER unmatched 400": 1 });
  });

  it("counts a request without a host as refused", async (t) => {
    const { client, counts, recorder } = await startContract(t, make);
    client().socket.write("GET /users/1 HTTP/1.1\r\n\r\n");
    await recorder.until(() => counts()["GET unmatched 400"] === 1);
    assert.deepEqual(counts(), { "GET unmatched 400": 1 });
  });
}
