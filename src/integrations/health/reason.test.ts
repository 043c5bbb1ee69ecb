import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { reasonOf } from "./reason.ts";

test("a reason is the first line of the message, and not endless", () => {
  assert.equal(reasonOf(new Error("no answer\n    at line 5")), "no answer");
  assert.equal(reasonOf(new Error("x".repeat(5000))).length, 300);
  assert.equal(reasonOf(new TypeError()), "TypeError");
  assert.equal(reasonOf("just text"), "just text");
});

test("whatever is thrown has a reason", () => {
  assert.equal(reasonOf(Object.create(null)), "[Object: null prototype] {}");
  const circle = new Error("round and round");
  circle.cause = circle;
  assert.equal(reasonOf(circle), "round and round");
});

test("where fetch and Node hide the reason, it is found", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const error = await fetch(`http://127.0.0.1:${port}`).catch((refused: unknown) => refused);
  assert.equal(reasonOf(error), `connect ECONNREFUSED 127.0.0.1:${port}`);
  assert.equal(reasonOf(new AggregateError([new Error("first"), new Error("second")])), "first");
});

test("user and password of a URL are not shown", () => {
  const shown = reasonOf(new Error("cannot reach redis://user:s3cret@cache:6379 or postgres://u:p@db/x"));
  assert.equal(shown, "cannot reach redis://***@cache:6379 or postgres://***@db/x");
});
