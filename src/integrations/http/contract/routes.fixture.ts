import assert from "node:assert/strict";
import { it } from "node:test";
import { type MakeServer, startContract } from "./application.fixture.ts";

export function routes(make: MakeServer): void {
  it("counts a request under its route's template", async (t) => {
    const { get, counts } = await startContract(t, make);
    await get("/users/1");
    await get("/users/2?x=1");
    assert.deepEqual(counts(), { "GET /users/:id 200": 2 });
  });

  it("names the prefix that a route is mounted at", async (t) => {
    const { get, counts } = await startContract(t, make);
    await get("/shop/items/7");
    assert.deepEqual(counts(), { "GET /shop/items/:item 200": 1 });
  });

  it("counts what no route matches in one bucket, whatever the path", async (t) => {
    const { get, counts } = await startContract(t, make);
    for (const path of ["/wp-admin", "/.env", "/users", "/shop/nothing", "/%E0%A4"]) await get(path);
    const unmatched = Object.entries(counts()).filter(([key]) => key.startsWith("GET unmatched 4"));
    assert.equal(unmatched.length, Object.keys(counts()).length);
    assert.equal(
      unmatched.reduce((sum, [, count]) => sum + count, 0),
      5,
    );
  });

  it("counts a thrown error under the route that threw it", async (t) => {
    const { get, counts } = await startContract(t, make);
    await get("/throws");
    assert.deepEqual(counts(), { "GET /throws 500": 1 });
  });
}
