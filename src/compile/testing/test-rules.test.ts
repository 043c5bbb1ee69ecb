import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailTest, monitoringOf } from "../../../test/mail-monitoring.ts";
import { defineStack } from "../stack.ts";
import type { Evaluator } from "./evaluator.ts";
import { testRules } from "./test-rules.ts";

const tests = ["one", "two", "three"].map((name) => ({ ...mailTest(), name }));
const monitoring = monitoringOf(mailAlert("MailsStopped", { tests }));

/** Says the same of the trials whatever they are. */
function saying(name: string, failures: readonly (string | undefined)[]): Evaluator {
  return { name, failuresOf: async () => failures };
}

test("what all say is so, and of what they disagree the verdict holds both", async () => {
  const evaluators = [
    saying("A", [undefined, "got: 1", "got: 2"]),
    saying("B", [undefined, undefined, "got: 3"]),
  ];
  const verdicts = await testRules(monitoring, defineStack(), evaluators);
  assert.deepEqual(
    verdicts.map(({ test: { name }, state, failure }) => [name, state, failure]),
    [
      ["one", "passed", undefined],
      ["two", "disputed", "A: got: 1\nB: passed"],
      ["three", "failed", "A: got: 2\nB: got: 3"],
    ],
  );
});

test("of one evaluator alone nothing is disputed", async () => {
  const verdicts = await testRules(monitoring, defineStack(), [
    saying("A", [undefined, "got: 1", undefined]),
  ]);
  assert.deepEqual(
    verdicts.map(({ state }) => state),
    ["passed", "failed", "passed"],
  );
});
