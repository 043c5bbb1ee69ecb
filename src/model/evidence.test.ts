import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, type Evidence, evidenceText } from "./index.ts";

const head = { diagnosis: "locks", title: "Who blocks others", atMs: 0 };

test("evidence is one line a diagnosis, and one for each thing that was found", () => {
  const evidence: Evidence[] = [
    { ...head, outcome: "found", observations: [{ text: "Process 1", block: "LOCK TABLE a\nSELECT ?" }] },
    { ...head, title: "What changed", outcome: "nothing" },
    { ...head, title: "Memory", outcome: "failed", reason: "it took longer than 5 s" },
  ];
  assert.equal(
    evidenceText(evidence),
    "Who blocks others:\n- Process 1\nWhat changed: nothing\nMemory: not known (it took longer than 5 s)",
  );
  assert.match(evidenceText(evidence, { blocks: true }), /^- Process 1\n {4}LOCK TABLE a\n {4}SELECT \?$/m);
});

test("observations are five, and each is cut to what a message has room for", () => {
  const long = "x".repeat(5000);
  const details = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`d${i}`, long]));
  const cut = bounded(Array.from({ length: 9 }, () => ({ text: long, block: long, details })));
  assert.equal(cut.length, 5);
  const [{ text, block, details: kept }] = cut as [Required<(typeof cut)[number]>];
  assert.deepEqual([text.length, block.length, text.at(-1)], [200, 2000, "…"]);
  assert.deepEqual([Object.keys(kept).length, String(kept.d0).length], [20, 200]);
  assert.deepEqual(bounded([{ text: "short", block: "" }]), [{ text: "short" }]);
});
