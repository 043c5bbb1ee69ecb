import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import { runHeard, textOf } from "./call.ts";

/** As pg-cursor and pg-query-stream are: they read in parts, and may be closed before the end. */
class Cursor extends EventEmitter {
  submit(): void {}
}

function ran(...args: unknown[]) {
  const heard: unknown[][] = [];
  const returned = runHeard(
    (_self, [query]) => query,
    {},
    args,
    (...ending) => heard.push(ending),
  );
  return { heard, returned };
}

describe("a query that brings its own protocol handling", () => {
  it("is given back as it is, and heard when it ends", () => {
    const cursor = new Cursor();
    const { heard, returned } = ran(cursor);
    assert.equal(returned, cursor);
    cursor.emit("end", "result");
    assert.deepEqual(heard, [[undefined, "result"]]);
  });

  it("is heard when it is closed before its end", () => {
    const cursor = new Cursor();
    const { heard } = ran(cursor);
    cursor.emit("close");
    assert.deepEqual(heard, [[undefined]]);
  });

  it("is heard when it fails, and its error still needs a handler of its own", () => {
    const cursor = new Cursor();
    const { heard } = ran(cursor);
    const error = new Error("mine");
    assert.throws(() => cursor.emit("error", error), error);
    assert.deepEqual(heard, [[error]]);
  });

  it("is passed on when nothing can be heard of it", () => {
    const { heard, returned } = ran(Object.freeze({ submit() {} }));
    assert.equal(typeof (returned as { submit: unknown }).submit, "function");
    assert.deepEqual(heard, []);
  });
});

describe("the text of a query", () => {
  it("is found in text, config, query object and stream", () => {
    const stream = { submit() {}, cursor: { text: "SELECT 4" } };
    const found = ["SELECT 1", { text: "SELECT 2" }, { submit() {}, text: "SELECT 3" }, stream].map((it) =>
      textOf({}, it),
    );
    assert.deepEqual(found, ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4"]);
  });

  it("is empty when there is none", () => {
    for (const config of [undefined, null, 7, {}, { text: 7 }, { name: "unknown" }]) {
      assert.equal(textOf({}, config), "");
    }
  });
});
