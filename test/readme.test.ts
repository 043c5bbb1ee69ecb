import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("shows a program that compiles, and in which a label that was not declared does not", () => {
    const [, program] = /```ts\n(.*?)```/s.exec(readme)!;
    assert.equal(compilerMessages(program!), "");
    const undeclared = program!.replace('format: "paper"', 'format: "vinyl"');
    assert.match(compilerMessages(undeclared), /"vinyl"' is not assignable/);
  });

  it("links to files that exist", () => {
    const links = [...readme.matchAll(/\]\(([^):]+)\)|src(?:set)?="([^":]+)"/g)];
    const missing = links.map((match) => match[1] ?? match[2]!).filter((path) => !existsSync(path));
    assert.deepEqual(missing, []);
  });
});

/** What the compiler says to a program that stands in this package. */
function compilerMessages(program: string): string {
  mkdirSync("node_modules/.cache", { recursive: true });
  const folder = mkdtempSync("node_modules/.cache/readme-");
  try {
    writeFileSync(join(folder, "program.ts"), program);
    const settings = { extends: "../../../tsconfig.json", include: ["program.ts"], exclude: [] };
    const compilerOptions = { incremental: false, tsBuildInfoFile: null };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...settings, compilerOptions }));
    const { stdout, error } = spawnSync("node_modules/.bin/tsc", ["--project", folder], { encoding: "utf8" });
    if (error !== undefined) throw error;
    return stdout.trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
