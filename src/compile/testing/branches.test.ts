import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../../promql/index.ts";
import { branches } from "./branches.ts";

function found(text: string): string[][] {
  return branches(text, parse(text)).map(({ change, text }) => [change, text]);
}

test("a comparison may be its contrary, and not be made", () => {
  assert.deepEqual(found("sum(a) > 3"), [
    ['with <= for > in "sum(a) > 3"', "sum(a) <= 3"],
    ['without "> 3"', "sum(a)"],
  ]);
  for (const [op, contrary] of ["== !=", "!= ==", "< >=", ">= <", "> <=", "<= >"].map((pair) =>
    pair.split(" "),
  )) {
    assert.equal(found(`a ${op} 1`)[0]?.[1], `a ${contrary} 1`);
  }
});

test("what is compared is left, on whichever side it stands", () => {
  assert.deepEqual(found("3 < a")[1], ['without "3 <"', "a"]);
  assert.deepEqual(found("a > on (job) b")[1], ['without "> on (job) b"', "a"]);
  assert.deepEqual(found("vector(1) * (1 < bool 2)").length, 1);
});

test("either side of and, and of or, may not be there, and nothing be excepted", () => {
  assert.deepEqual(found("a and on () b"), [
    ['without "a and on ()"', "b"],
    ['without "and on () b"', "a"],
  ]);
  assert.deepEqual(found("a or b"), [
    ['without "a or"', "b"],
    ['without "or b"', "a"],
  ]);
  assert.deepEqual(found("a unless b"), [['without "unless b"', "a"]]);
});

test("each is found wherever it stands, and the rest of the expression stays", () => {
  assert.deepEqual(
    found("absent(up == 1)\n  and (a / b) > 2").map(([, text]) => text),
    [
      "(a / b) > 2",
      "absent(up == 1)",
      "absent(up != 1)\n  and (a / b) > 2",
      "absent(up)\n  and (a / b) > 2",
      "absent(up == 1)\n  and (a / b) <= 2",
      "absent(up == 1)\n  and (a / b)",
    ],
  );
});

test("a comment is no operator", () => {
  assert.equal(found("a # > 2\n  > 3")[0]?.[1], "a # > 2\n  <= 3");
});

test("arithmetic decides nothing", () => {
  assert.deepEqual(found("sum(rate(a[5m])) / sum(rate(b[5m]))"), []);
});
