import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { EVERYTHING_EXPERIMENTAL, parse, pretty, print, runScript, type Semantics } from "farol/promql";
import { needsFolder } from "./needs.ts";
import { complianceFaults } from "./promql-compliance.ts";

/** Names the folder of Prometheus' own scripts. */
const VARIABLE = "PROMQL_CONFORMANCE";
const VERSIONS: Readonly<Record<string, Semantics>> = { "v2.42": "v2", "v3.14": "v3" };
const EVALUATION =
  /^eval(?:_\w+)?\s+(?:instant\s+at\s+\S+|range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+)\s+(.*)$/i;

/** How Prometheus' own runner is set. */
const PROMETHEUS_RUNNER = { maxSamples: 10_000, delayedNameRemoval: true };

const OUT_OF_SCOPE =
  /(?:native histograms|start timestamps|start_timestamp\(\)|histogram_\w+\(\)|anchored|smoothed|fill|<\/|>\/) (?:is|are) not supported here/;

/** The lines of the cases of each script that need nothing that is out of scope, such as native histograms. */
function plainCases(folder: string, version: string): Map<string, ReadonlySet<number>> {
  const list = readFileSync(join(folder, `plain-${version}.tsv`), "utf8")
    .trim()
    .split("\n");
  const places = list.map((row) => row.split("\t")[0]!.split(":") as [file: string, line: string]);
  const files = Map.groupBy(places, ([file]) => file);
  return new Map([...files].map(([file, all]) => [file, new Set(all.map(([, line]) => Number(line)))]));
}

/** The expressions that a script evaluates, with their lines. */
function evaluated(script: string): { readonly line: number; readonly text: string }[] {
  return script.split("\n").flatMap((line, i) => {
    const text = EVALUATION.exec(line.trim())?.[1];
    return text === undefined ? [] : [{ line: i + 1, text }];
  });
}

/** An expression is read, and what is printed of it is read as the same. */
function assertStable(text: string, semantics: Semantics): void {
  const options = { semantics, ...EVERYTHING_EXPERIMENTAL };
  const expr = parse(text, options);
  const printed = print(expr, { semantics });
  assert.equal(print(parse(printed, options), { semantics }), printed);
  assert.equal(print(parse(pretty(expr, { semantics }), options), { semantics }), printed);
}

it("the expressions of a script are found", () => {
  const script =
    "load 1m\n  a 1\n\neval instant at 1m a\n  a 1\nEVAL_FAIL range from 0 to 5m step 1m  a + b\n";
  assert.deepEqual(evaluated(script), [
    { line: 4, text: "a" },
    { line: 6, text: "a + b" },
  ]);
});

describe("Prometheus' own scripts", needsFolder(VARIABLE), () => {
  const folder = process.env[VARIABLE]!;
  for (const [version, semantics] of Object.entries(VERSIONS)) {
    for (const file of readdirSync(join(folder, version)).filter((name) => name.endsWith(".test"))) {
      it(`hold only expressions that are read and printed: ${version}/${file}`, () => {
        const cases = evaluated(readFileSync(join(folder, version, file), "utf8"));
        assert.ok(cases.length > 0);
        for (const { line, text } of cases) {
          assert.doesNotThrow(() => assertStable(text, semantics), `line ${line}: ${text}`);
        }
      });
    }
  }

  for (const [version, semantics] of Object.entries(VERSIONS)) {
    for (const [file, lines] of plainCases(folder, version)) {
      it(`are answered as they expect: ${version}/${file}`, async () => {
        const script = readFileSync(join(folder, version, file), "utf8");
        const verdicts = await runScript(script, { ...PROMETHEUS_RUNNER, semantics, lines });
        assert.equal(verdicts.length, lines.size);
        assert.deepEqual(
          verdicts.filter(({ failure }) => failure !== undefined),
          [],
        );
      });
    }
  }

  it("are answered, all of 3.14, but for what is said to be out of scope", async () => {
    let passed = 0;
    const others: string[] = [];
    for (const file of readdirSync(join(folder, "v3.14"))) {
      const script = readFileSync(join(folder, "v3.14", file), "utf8");
      for (const { line, expr, failure } of await runScript(script, { ...PROMETHEUS_RUNNER })) {
        if (failure === undefined) passed += 1;
        else if (!OUT_OF_SCOPE.test(failure)) others.push(`${file}:${line}: ${expr}: ${failure}`);
      }
    }
    assert.deepEqual(others, []);
    assert.ok(passed >= 1150, `${passed} cases`);
  });

  it("the compliance queries are answered as a real Prometheus 2.42 answered them", async () => {
    assert.deepEqual(await complianceFaults(join(folder, "compliance")), []);
  });
});
