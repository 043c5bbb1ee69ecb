import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type FileResult, runFile } from "./file.ts";

const LIMIT_MS = 60_000;
const SHORT_LIMIT_MS = 2_000;

describe("running a test file", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "farol-run-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function run(text: string, limitMs = LIMIT_MS): Promise<FileResult> {
    const path = join(folder, "sample.test.mjs");
    writeFileSync(path, `import { describe, it, before } from "node:test";\n${text}`);
    return runFile(path, limitMs);
  }

  function wholeFileError({ failures }: FileResult): string {
    assert.deepEqual(
      failures.map(({ name }) => name),
      ["the file as a whole"],
    );
    return failures[0]!.error;
  }

  it("counts tests and not suites", async () => {
    const result = await run('describe("suite", () => { it("a", () => {}); it("b", () => {}); });');
    assert.equal(result.passed, 2);
    assert.deepEqual(result.failures, []);
  });

  it("tells what failed, why, and what the file wrote", async () => {
    const result = await run(
      'it("a", () => {}); it("b", () => { console.log("hello"); throw new Error("bent"); });',
    );
    assert.equal(result.passed, 1);
    assert.deepEqual(
      result.failures.map(({ name }) => name),
      ["b"],
    );
    assert.match(result.failures[0]!.error, /Error: bent/);
    assert.match(result.output, /hello/);
  });

  it("names skipped tests and suites with their reasons, and takes one to do for skipped", async () => {
    const result = await run(
      'it("a", { skip: "no tool" }, () => {}); describe("b", { skip: "no disk" }, () => {}); it("c", { todo: true }, () => {});',
    );
    assert.deepEqual(
      result.skipped.map(({ name, reason }) => `${name}: ${reason}`),
      ["a: no tool", "b: no disk", "c: to do"],
    );
    assert.equal(result.passed, 0);
  });

  it("counts a suite whose hook failed", async () => {
    const result = await run(
      'describe("suite", () => { before(() => { throw new Error("no ground"); }); it("a", () => {}); });',
    );
    assert.ok(result.failures.some(({ name, error }) => name === "suite" && error.includes("no ground")));
    assert.equal(result.passed, 0);
  });

  it("ends a file that hangs, with its children, and names the test it hung in", async () => {
    const pidFile = join(folder, "pid");
    const result = await run(
      `import { spawn } from "node:child_process";
       import { writeFileSync } from "node:fs";
       it("quick", () => {});
       it("stuck", async () => {
         writeFileSync(${JSON.stringify(pidFile)}, String(spawn("sleep", ["600"]).pid));
         await new Promise(() => setInterval(() => {}, 1000));
       });`,
      SHORT_LIMIT_MS,
    );
    assert.match(wholeFileError(result), /time limit, in "stuck"/);
    assert.equal(result.passed, 1);
    assert.ok(!isAlive(readFileSync(pidFile, "utf8")), "a child of the test is left");
  });

  it("ends a file whose thread is blocked", async () => {
    assert.match(wholeFileError(await run('it("a", () => { for (;;); });', SHORT_LIMIT_MS)), /time limit/);
  });

  it("fails a file that something keeps running after its tests", async () => {
    const result = await run('setInterval(() => {}, 1000); it("a", () => {});', SHORT_LIMIT_MS);
    assert.match(wholeFileError(result), /something keeps it running/);
    assert.equal(result.passed, 1);
  });

  it("fails a file that leaves before its tests are through, even with success", async () => {
    assert.match(wholeFileError(await run('it("a", () => { process.exit(0); });')), /left before/);
  });

  it("fails a file that cannot be loaded", async () => {
    const result = await run('throw new Error("bent");');
    assert.match(wholeFileError(result), /code 1/);
    assert.match(result.output, /Error: bent/);
  });

  it("fails a file without a test", async () => {
    assert.match(wholeFileError(await run("")), /holds no test/);
  });
});

/** A process that was ended but not yet collected by its parent counts as ended. */
function isAlive(pid: string): boolean {
  const status = `/proc/${pid}/stat`;
  return existsSync(status) && !/\) Z /.test(readFileSync(status, "utf8"));
}
