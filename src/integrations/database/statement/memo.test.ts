import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StatementMemo } from "./memo.ts";

describe("the memory of statements", () => {
  it("reads a text once", () => {
    const memo = new StatementMemo();
    assert.equal(memo.of("SELECT 1"), memo.of("SELECT 1"));
  });

  it("stays within 1,000 texts, and keeps those that are asked for", () => {
    const memo = new StatementMemo();
    const kept = memo.of("SELECT kept");
    for (let i = 0; i < 10_000; i++) {
      memo.of(`SELECT ${i}`);
      if (i % 100 === 0) assert.equal(memo.of("SELECT kept"), kept);
    }
    assert.ok(memo.size <= 1000);
  });

  it("knows the type of a text that is too long to remember", () => {
    const memo = new StatementMemo();
    const values = Array.from({ length: 5000 }, (_, i) => `(${i})`).join();
    const statement = memo.of(`INSERT INTO t VALUES ${values}`);
    assert.equal(statement.type, "INSERT");
    assert.equal(statement.shape.startsWith("INSERT INTO t VALUES (…)"), true);
    assert.equal(memo.size, 0);
  });
});
