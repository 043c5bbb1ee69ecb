import assert from "node:assert/strict";
import { it } from "node:test";
import { foundIn } from "./found.fixture.ts";
import { joinMany } from "./join-many.ts";
import { joinNeverMatches } from "./join-never-matches.ts";

const BY_KIND = "sum by (kind) (rate(letters_total[5m]))";
const ALL = "sum(rate(letters_total[5m]))";
const of = (kind: string) => `rate(letters_total{kind="${kind}"}[5m])`;

const never = (condition: string) => foundIn(joinNeverMatches, condition).length > 0;
const many = (condition: string) => foundIn(joinMany, condition).length > 0;

it("sides of which one always has a label that the other never has do not match", () => {
  assert.ok(never(`${BY_KIND} / ${ALL} > 1`));
  assert.ok(never(`${BY_KIND} > 1 unless ${ALL} > 1`));
  assert.ok(never(`${BY_KIND} / on (kind) group_left () ${ALL} > 1`));
  assert.ok(never(`${BY_KIND} / ignoring (office) ${ALL} > 1`));
});

it("sides that have labels in common match, and `or` needs none", () => {
  for (const condition of [
    `${BY_KIND} / ${BY_KIND} > 1`,
    `${BY_KIND} / on () group_left () ${ALL} > 1`,
    `${BY_KIND} / ignoring (kind) group_left () ${ALL} > 1`,
    `${BY_KIND} > 1 or ${ALL} > 1`,
    `${ALL} > 1 and vector(1)`,
    `${BY_KIND} > 1 and nobody_knows > 1`,
    `rate(letters_total[5m]) * on (instance, job) group_left () up > 1`,
    `${BY_KIND} > scalar(${ALL})`,
  ])
    assert.ok(!never(condition), condition);
});

it("sides with different values of a label do not match", () => {
  assert.ok(never(`${of("bill")} > ${of("news")}`));
  assert.ok(never(`${of("bill")} > on (kind, office) sum by (kind, office) (${of("news")})`));
  assert.ok(never('letters_total{kind!="bill"} - letters_total{kind="bill"} > 1'));
  assert.ok(never('letters_total{office="north"} - letters_total{office=~"south|east"} > 1'));
});

it("sides that may have one value in common match, and where the label is not asked for", () => {
  for (const condition of [
    `${of("bill")} > ignoring (kind) ${of("news")}`,
    `${of("bill")} > on (office) ${of("news")}`,
    'letters_total{kind=~"bill|news"} - letters_total{kind="bill"} > 1',
    'letters_total{office="north"} - letters_total{office=~"n.*"} > 1',
    `label_replace(${of("bill")}, "kind", "news", "", "") > ${of("news")}`,
  ])
    assert.ok(!never(condition), condition);
});

it("a side that is told apart by a label with several values is many", () => {
  assert.ok(many(`${BY_KIND} / on () ${ALL} > 1`));
  assert.ok(many(`${ALL} / on () ${BY_KIND} > 1`));
  assert.ok(many(`${ALL} / on () group_left () ${BY_KIND} > 1`));
  assert.ok(many(`${BY_KIND} / ignoring (kind) ${ALL} > 1`));
  assert.ok(many(`${BY_KIND} * 2 > on () ${ALL}`));
});

it("a side is not known to be many where one value is asked for, series are chosen, or a condition leaves some out", () => {
  for (const condition of [
    `${BY_KIND} / on () group_left () ${ALL} > 1`,
    `sum by (kind) (${of("bill")}) / on () ${ALL} > 1`,
    `topk(1, ${BY_KIND}) / on () ${ALL} > 1`,
    `(${BY_KIND} > 5) / on () ${ALL} > 1`,
    `${BY_KIND} > 1 and on () ${ALL} > 1`,
    // one copy of the service
    "letters_waiting / on () queue_limit > 1",
    // one office
    `sum by (office) (rate(letters_total[5m])) / on () ${ALL} > 1`,
  ])
    assert.ok(!many(condition), condition);
});
