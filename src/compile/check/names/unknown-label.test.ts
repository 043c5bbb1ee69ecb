import assert from "node:assert/strict";
import { test } from "node:test";
import { foundIn } from "./found.fixture.ts";
import { unknownLabel } from "./unknown-label.ts";

/** The labels that are found unknown, and where. */
function unknownIn(text: string, others: Readonly<Record<string, string>> = {}): string[] {
  return foundIn(unknownLabel, text, others).map((found) => found.replace(/ in recording.*/, ""));
}

test("a label that is named anywhere is looked for on the series there", () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    'letters_total{ofice="n", knd!="x"}': ["label ofice of letters_total", "label knd of letters_total"],
    "sum without (ofice) (letters_total)": ["label ofice in without (ofice)"],
    "sum by (kind) (sum by (office) (letters_total))": ["label kind in by (kind)"],
    "letters_total / on (kind, knd) letters_total": ["label knd in on (kind, knd)"],
    "letters_total / ignoring (ofice) letters_total": ["label ofice in ignoring (ofice)"],
    "letters_total * on (job) group_left (kind) queue_limit": ["label kind in group_left (kind)"],
    "queue_limit * on (job) group_right (kind) letters_total": ["label kind in group_right (kind)"],
    'label_replace(letters_total, "k", "$1", "knd", "(.*)")': ["label knd in label_replace (knd)"],
    'label_join(letters_total, "k", "-", "kind", "ofice")': ["label ofice in label_join (kind, ofice)"],
    'sort_by_label(letters_total, "knd")': ["label knd in sort_by_label (knd)"],
    "histogram_quantile(0.9, sum by (le, kind) (rate(letters_total[5m])))": ["label le in by (le, kind)"],
    "sum by (kind) (vector(1))": ["label kind in by (kind)"],
  };
  for (const [text, found] of Object.entries(expected)) assert.deepEqual(unknownIn(text), found, text);
});

test("labels that some of the series may have are none that are unknown", () => {
  const right = [
    "sum by (kind, instance, job, service) (letters_total)",
    "sum by (office) (letters_total or queue_limit)",
    "queue_limit / on (kind) letters_total",
    'sum by (team) (label_replace(letters_total, "team", "post", "", ""))',
    'sum by (k) (label_replace(letters_total, "k", "$1", "__name__", "(.*)"))',
    'count by (k) (count_values("k", queue_limit))',
    "sum by (le) (rate(delivery_duration_seconds_bucket[5m]))",
    'letters_total{__name__="letters_total"}',
  ];
  for (const text of right) assert.deepEqual(unknownIn(text), [], text);
});

test("nothing is said of labels that are not known", () => {
  const open = [
    "sum by (a) (nobody_knows)",
    'sum by (a) ({__name__=~"letters.+"})',
    'sum by (a) (ALERTS{b="c"})',
  ];
  for (const text of open) assert.deepEqual(unknownIn(text), [], text);
});

test("labels are followed through recordings", () => {
  const others = { "kind:letters:rate5m": "sum by (kind) (rate(letters_total[5m]))" };
  assert.deepEqual(unknownIn("sum by (kind) (kind:letters:rate5m)", others), []);
  assert.deepEqual(unknownIn("sum by (office) (kind:letters:rate5m)", others), [
    "label office in by (office)",
  ]);
  assert.deepEqual(unknownIn("sum by (job) (kind:letters:rate5m)", others), ["label job in by (job)"]);
});

test("a mistake that is made twice in one expression is told once, with the label that is meant", () => {
  assert.deepEqual(foundIn(unknownLabel, "sum by (knd) (letters_total) / sum by (knd) (letters_total)"), [
    'label knd in by (knd) in recording "a:b": the series there have the labels kind, office, job, instance, service. Did you mean kind?',
  ]);
});
