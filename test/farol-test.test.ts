import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { farol } from "./farol-program.ts";

const DEFINITION = fileURLToPath(new URL("stack/compile-prometheus.monitoring.ts", import.meta.url));

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "farol-test-command-"));
});
after(() => rmSync(folder, { recursive: true }));

/** Runs it where nothing is installed but what is in the folder. */
function farolTest(...args: readonly string[]) {
  const env = { ...process.env, PATH: folder };
  return farol(folder, ["test", "--definition", DEFINITION, ...args], env);
}

it("without promtool the tests are run all the same, and that it had no say is told", () => {
  const { code, out, err } = farolTest("--coverage");
  assert.equal(code, 0, err);
  assert.match(out, /^6 of 6 tests of 2 alerts passed, by Farol\.\npromtool is not installed/);
  assert.match(out, /^5 branches of their expressions are needed by no test:$/m);
});

it("promtool is not missed when it is not asked", () => {
  const { code, out } = farolTest("--engine", "embedded");
  assert.equal(code, 0);
  assert.equal(out, "6 of 6 tests of 2 alerts passed, by Farol.\n");
});

it("what to install is said when promtool alone is asked and not there", () => {
  const { code, err } = farolTest("--engine", "promtool");
  assert.equal(code, 1);
  assert.match(err, /^promtool \(not in the PATH\): .* Install Prometheus .*\[FAROL_PROMTOOL\]\n$/);
});

it("an engine that nobody knows is refused with those that there are", () => {
  const { code, err } = farolTest("--engine", "go");
  assert.equal(code, 2);
  assert.match(err, /--engine go is none of both, embedded, promtool/);
});

it("a test of which the two disagree is named with what each says, and fails", () => {
  const promtool = join(folder, "promtool");
  writeFileSync(
    promtool,
    `#!/bin/sh
     if [ "$1" = --version ]; then echo "promtool, version 2.42.0"; exit; fi
     shift 2
     for file; do
       echo "Unit Testing:  $file"
       case $file in */3.yml) echo "  FAILED: got: something else" ;; *) echo "  SUCCESS" ;; esac
     done`,
  );
  chmodSync(promtool, 0o755);
  const { code, out, err } = farolTest();
  assert.equal(code, 1);
  assert.match(
    err,
    /^✗ .*, of which Farol and promtool 2\.42\.0 disagree\n {2}.*monitoring\.ts:\d+\n {2}Farol: passed\n {2}promtool 2\.42\.0: got: something else\n/,
  );
  assert.match(out, /^5 of 6 tests .*\nOf 1 they disagree/);
  rmSync(promtool);
});
