import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../index.ts";
import { infer } from "./infer.ts";
import { labelSet } from "./label-set.ts";

const known = labelSet(["pool"]);
const labels = new Map([...known.labels, ["zone", "maybe"] as const]);
const facts = { labels: { labels, isOpen: false }, values: {}, metric: undefined } as const;
const catalogue = () => ({ kind: "gauge", meaning: "value", dimension: undefined, ...facts }) as const;

/** The labels of a result: `?` after those that only some have. */
function labelsOf(text: string): string {
  const expr = parse(text);
  const found = infer(expr, catalogue).get(expr)!.labels;
  return [...found.labels].map(([name, presence]) => name + (presence === "maybe" ? "?" : "")).join(" ");
}

test("label_replace writes a label for sure, maybe, or takes it away", () => {
  const expected: Readonly<Record<string, string>> = {
    '"team", "post", "", ""': "pool zone? team",
    '"team", "post", "", "x"': "pool zone?",
    '"team", "post", "nowhere", ".*"': "pool zone? team",
    '"team", "$1", "pool", "(.*)"': "pool zone? team",
    '"team", "$1", "zone", "(.*)"': "pool zone? team?",
    '"team", "in $1", "zone", "(.*)"': "pool zone? team",
    '"team", "$1", "pool", "a-(.*)"': "pool zone? team?",
    '"team", "$1", "__name__", "(.*)"': "pool zone? team?",
    '"pool", "", "", ""': "zone?",
    '"pool", "main", "zone", "a"': "pool zone?",
    '"pool", "$1", "zone", "(a*)"': "zone? pool?",
  };
  for (const [args, found] of Object.entries(expected)) {
    assert.equal(labelsOf(`label_replace(x, ${args})`), found, args);
  }
});

test("label_join writes a label where one of its sources is there, or something stands between them", () => {
  const expected: Readonly<Record<string, string>> = {
    '"both", "", "pool", "zone"': "pool zone? both",
    '"both", "", "zone", "nowhere"': "pool zone? both?",
    '"both", "-", "zone", "nowhere"': "pool zone? both",
    '"pool", "", "nowhere"': "zone?",
  };
  for (const [args, found] of Object.entries(expected)) {
    assert.equal(labelsOf(`label_join(x, ${args})`), found, args);
  }
});

test("histogram_quantiles has a label for the quantile in place of le", () => {
  const text = 'histogram_quantiles(label_replace(x, "le", "1", "", ""), "q", 0.5, 0.9)';
  const expr = parse(text, { experimentalFunctions: true });
  assert.deepEqual([...infer(expr, catalogue).get(expr)!.labels.labels.keys()], ["pool", "zone", "q"]);
});
