import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { farol } from "../farol-program.ts";
import { needs } from "../needs.ts";

const DEFINITION = fileURLToPath(new URL("compile-prometheus.monitoring.ts", import.meta.url));

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "farol-test-command-"));
});
after(() => rmSync(folder, { recursive: true }));

it("farol test passes, and tells with --coverage what is shown", needs("promtool"), () => {
  const { code, out, err } = farol(folder, ["test", "--definition", DEFINITION, "--coverage"]);
  assert.equal(code, 0, err);
  assert.match(out, /^6 of 6 tests of 2 alerts passed, by Farol and promtool \d+\.\d+\.\d+\.$/m);
  assert.match(out, /^ {2}JobsFailing +1 +1 +- +-$/m);
  assert.match(out, /^1 of 3 alerts are shown to fire, /m);
  assert.match(out, /^5 branches of their expressions are needed by no test:$/m);
  assert.match(
    out,
    /^ {2}JobsFailing: no test fails without "and on \(queue\) queue:jobs:rate5m > 0"\n.*compile-prometheus\.monitoring\.ts:\d+$/m,
  );
  assert.doesNotMatch(out, /DatabaseDown: no test fails/);
});

it("farol test names each test that fails, its line, and what came instead", needs("promtool"), () => {
  writeFileSync(
    join(folder, "monitoring.ts"),
    `import { monitoring as right } from ${JSON.stringify(DEFINITION)};
     const rules = right.rules.map((rule) => (rule.name === "JobsFailing" ? { ...rule, for: "19m30s" } : rule));
     export const monitoring = { ...right, rules };`,
  );
  const { code, out, err } = farol(folder, ["test"]);
  assert.equal(code, 1);
  assert.match(out, /^5 of 6 tests of 2 alerts passed, by /m);
  assert.match(
    err,
    /^✗ JobsFailing: when one in five fails\n.*compile-prometheus\.monitoring\.ts:\d+\n {2}Farol: [\s\S]*got: nil\n {2}promtool 2\.\d+\.\d+: [\s\S]*got: *nil/,
  );
});
