import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";

const PROGRAM = join(import.meta.dirname, "test.ts");
const GREEN = 'it("stands", () => {});';
const RED = 'it("falls", () => { throw new Error("bent"); });';
const EXCUSED = 'it("waits", { skip: "needs data that is not part of the project: nowhere" }, () => {});';
const SKIPPED = 'it("waits", { skip: "no ground" }, () => {});';

/** Runs the command in a tree that holds these test files, and tells how it ended and what it said. */
function run(files: Readonly<Record<string, string>>, args: readonly string[] = [], ci?: string) {
  const root = mkdtempSync(join(tmpdir(), "farol-command-"));
  try {
    for (const [path, tests] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), `import { it } from "node:test";\n${tests}`);
    }
    const env = { ...process.env, CI: ci };
    const { status, stdout } = spawnSync(process.execPath, [PROGRAM, ...args], {
      cwd: root,
      env,
      encoding: "utf8",
    });
    return { status, said: stdout, lastLine: stdout.trimEnd().split("\n").at(-1) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe("the test command", () => {
  it("succeeds when tests ran and none failed, and counts them in its last line", () => {
    const { status, lastLine } = run({
      "src/a/a.test.mts": RED,
      "src/a/a.test.ts": GREEN,
      "test/b.test.ts": GREEN,
    });
    assert.deepEqual({ status, lastLine }, { status: 0, lastLine: "2 passed, 0 failed" });
  });

  it("fails when a test fails, and tells why", () => {
    const { status, lastLine, said } = run({ "src/a.test.ts": RED, "scripts/b.test.ts": GREEN });
    assert.deepEqual({ status, lastLine }, { status: 1, lastLine: "1 passed, 1 failed" });
    assert.match(said, /Error: bent/);
    assert.match(said, /src\/a\.test\.ts: falls/);
  });

  it("fails when no test ran", () => {
    const { status, lastLine } = run({});
    assert.deepEqual({ status, lastLine }, { status: 1, lastLine: "0 passed, 0 failed" });
  });

  it("lists what was skipped, and fails for it in CI only", () => {
    const files = { "src/a.test.ts": SKIPPED, "reviews/b.test.ts": GREEN };
    const { status, lastLine, said } = run(files);
    assert.deepEqual({ status, lastLine }, { status: 0, lastLine: "1 passed, 0 failed" });
    assert.match(said, /src\/a\.test\.ts: waits \(no ground\)/);
    assert.equal(run(files, [], "true").status, 1);
  });

  it("lists what was skipped for want of data of others, and bears it in CI, too", () => {
    const { status, lastLine, said } = run({ "src/a.test.ts": GREEN + EXCUSED }, [], "true");
    assert.deepEqual({ status, lastLine }, { status: 0, lastLine: "1 passed, 0 failed" });
    assert.match(said, /src\/a\.test\.ts: waits \(needs data that is not part of the project: nowhere\)/);
  });

  it("runs the files whose path holds one of its words", () => {
    const files = { "src/a/x.test.ts": GREEN, "src/b/y.test.ts": RED, "src/c/z.test.ts": GREEN };
    assert.equal(run(files, ["src/a", "./src/c/"]).lastLine, "2 passed, 0 failed");
  });

  it("leaves the tests of installed packages alone", () => {
    const files = { "src/a.test.ts": GREEN, "reviews/node_modules/b/b.test.ts": RED };
    assert.equal(run(files).lastLine, "1 passed, 0 failed");
  });
});
