import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  AGGREGATION_OPERATORS,
  ARITHMETIC_OPERATORS,
  COMPARISON_OPERATORS,
  EVERYTHING_EXPERIMENTAL,
  type Expr,
  FUNCTIONS,
  parse,
  runScript,
  SET_OPERATORS,
  walk,
} from "farol/promql";
import { parseScript } from "../src/promql/script/parse-script.ts";
import { SCRIPTS } from "./promql-scripts.ts";

/** What Farol does not answer, by reason. */
const OUT_OF_SCOPE: readonly string[] = [
  // of native histograms
  ...["histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum"],
  // of start timestamps
  "start_timestamp",
];

/** The names of everything that the scripts' answered questions hold. */
function namesAsked(): Set<string> {
  const names = new Set<string>();
  for (const { text, semantics } of SCRIPTS) {
    for (const command of parseScript(text)) {
      if (command.kind !== "case" || command.expected.fails) continue;
      const expr = parse(command.expr, { semantics: semantics[0]!, ...EVERYTHING_EXPERIMENTAL });
      walk(expr, (node) => names.add(nameOf(node)));
    }
  }
  return names;
}

function nameOf(node: Expr): string {
  if (node.kind === "call") return node.name;
  if (node.kind === "aggregation" || node.kind === "binary") return node.op;
  return node.kind;
}

describe("a script in Prometheus' test language", () => {
  for (const { path, semantics, text } of SCRIPTS) {
    for (const one of semantics) {
      it(`is answered as it expects with semantics ${one}: ${path}`, async () => {
        const verdicts = await runScript(text, { semantics: one, delayedNameRemoval: one === "v3" });
        assert.ok(verdicts.length > 0);
        assert.deepEqual(
          verdicts.filter(({ failure }) => failure !== undefined),
          [],
        );
      });
    }
  }

  it("asks of every function, operator and aggregation that Farol answers", () => {
    const asked = namesAsked();
    const all = [
      ...Object.keys(FUNCTIONS).filter((name) => !OUT_OF_SCOPE.includes(name)),
      ...AGGREGATION_OPERATORS,
      ...ARITHMETIC_OPERATORS,
      ...COMPARISON_OPERATORS,
      ...SET_OPERATORS,
      ...["number", "string", "selector", "matrix", "subquery", "unary", "paren"],
    ];
    assert.deepEqual(
      all.filter((name) => !asked.has(name)),
      [],
    );
  });

  it("is refused with the line that cannot be read", async () => {
    await assert.rejects(
      runScript("clear\n\nlod 5m\n  a 1"),
      /^ScriptError: line 3: "lod 5m" is no command$/,
    );
    await assert.rejects(runScript("load 5m\n  a 1\n  b{ 1"), /^ScriptError: line 3: "b{ 1" is no series$/);
    await assert.rejects(runScript("load soon\n  a 1"), /^ScriptError: line 1: /);
  });

  it("tells where an answer is another, and where a failure is no failure", async () => {
    const script = [
      ...["load 1m", "  a 1 2", "eval instant at 1m a", "  a 3", "", "eval_fail instant at 1m a", ""],
      ...["eval instant at 1m a + ", "", "eval instant at 1m {__name__=~'a'} * 2", "  {} 4"],
    ];
    const verdicts = await runScript(script.join("\n"));
    assert.deepEqual(
      verdicts.map(({ line, failure }) => [line, failure]),
      [
        [3, "a: expected 3 at 60000 ms, got 2"],
        [6, "expected a failure, got an answer"],
        [8, "1:4: parse error: unexpected end of input"],
        [10, undefined],
      ],
    );
  });

  it("answers nothing of what native histograms or start timestamps are in", async () => {
    for (const name of OUT_OF_SCOPE) {
      const [verdict] = await runScript(`load 1m\n  a 1\n\neval instant at 0 ${name}(a)`);
      assert.match(verdict!.failure!, /is not supported here/);
    }
    const [verdict] = await runScript("load 1m\n  a@st 0\n  a 1\n\neval instant at 0 a\n  a 1");
    assert.equal(verdict!.failure, "start timestamps are not supported here");
  });
});
