import assert from "node:assert/strict";
import { it } from "node:test";
import { nearestName } from "./nearest-name.ts";

it("the nearest name is the one that needs the fewest changes", () => {
  assert.equal(nearestName("enpdoint", ["end", "endpoint", "endpoints"]), "endpoint");
});

it("a name that is half another is not meant", () => {
  assert.equal(nearestName("pool", ["endpoint"]), undefined);
  assert.equal(nearestName("pool", []), undefined);
  assert.equal(nearestName("a".repeat(201), ["a".repeat(200)]), undefined);
});
