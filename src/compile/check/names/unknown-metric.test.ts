import assert from "node:assert/strict";
import { test } from "node:test";
import { foundIn } from "./found.fixture.ts";
import { unknownMetric } from "./unknown-metric.ts";

test("a name is known when something emits or records it, or Prometheus does", () => {
  const others = { "kind:letters:sum": "sum by (kind) (letters_total)" };
  for (const name of ["letters_total", "letter_size_bytes_bucket", "kind:letters:sum", "up", "ALERTS"])
    assert.deepEqual(foundIn(unknownMetric, name, others), [], name);
  for (const name of ["letter_size_bytes", "letters", '{__name__="leters_total"}'])
    assert.equal(foundIn(unknownMetric, name, others).length, 1, name);
});

test("a name that is wrong twice is told once, with the one that is meant", () => {
  assert.deepEqual(foundIn(unknownMetric, "leters_total / leters_total"), [
    'leters_total in recording "a:b": no metric and no recording of this monitoring has that name. Did you mean letters_total?',
  ]);
});

test("a pattern is of at least one name", () => {
  assert.deepEqual(foundIn(unknownMetric, 'count({__name__=~"letters.+"})'), []);
  assert.match(foundIn(unknownMetric, 'count({__name__=~"leters.+"})').join(), /__name__=~"leters\.\+" in/);
  assert.deepEqual(foundIn(unknownMetric, 'count({job="post"})'), []);
});
