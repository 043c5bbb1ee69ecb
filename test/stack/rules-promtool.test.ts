import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import fc from "fast-check";
import { runPromtool } from "../../src/compile/testing/run-promtool.ts";
import { needs } from "../needs.ts";
import { CASE } from "./rules-promtool-cases.ts";
import { type Foretold, foretell } from "./rules-promtool-foretold.ts";

/** How many random files of rules are compared, and by which number they are generated. */
const RUNS = Number(process.env.RULES_PROMTOOL_RUNS ?? 200);
const SEED = Number(process.env.RULES_PROMTOOL_SEED ?? Math.floor(Math.random() * 2 ** 31));

it(
  "random rules over random series come to the same at every tick in promtool",
  needs("promtool"),
  async (t) => {
    t.diagnostic(`RULES_PROMTOOL_SEED=${SEED}`);
    const all = await Promise.all(fc.sample(CASE, { seed: SEED, numRuns: RUNS }).map(foretell));
    const different = await differences(all);
    assert.equal(different.length, 0, `${different.length} of ${RUNS} differ:\n${different[0]}`);
    const failing = all.filter(({ faults }) => faults.length > 0).length;
    const firing = all.reduce((sum, one) => sum + one.firing, 0);
    t.diagnostic(`${firing} alerts fired in ${RUNS - failing} files; in ${failing} a rule failed`);
    assert.ok(firing > RUNS && failing > 0 && failing < RUNS / 2);
  },
);

/** The cases of which promtool says otherwise, and what it says. */
async function differences(all: readonly Foretold[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "farol-rules-"));
  try {
    for (const [i, { rules, tests }] of all.entries()) {
      // JSON is YAML, too
      writeFileSync(join(folder, `rules-${i}.yml`), rules);
      const document = { rule_files: [`rules-${i}.yml`], ...tests };
      writeFileSync(join(folder, `tests-${i}.yml`), JSON.stringify(document));
    }
    const verdicts = await runPromtool(
      folder,
      all.map((_, i) => `tests-${i}.yml`),
    );
    return all.flatMap(({ rules, tests, faults }, i) => {
      const said = (verdicts[i]!.failure ?? "")
        .replace("FAILED:", "")
        .split("\n")
        .map((line) => line.trim());
      const found = said.filter(Boolean);
      if (JSON.stringify(found) === JSON.stringify(faults)) return [];
      return [
        `expected ${faults.join("\n") || "no failure"}, promtool says:\n${found.join("\n")}\n${rules}\n${JSON.stringify(tests)}`,
      ];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
