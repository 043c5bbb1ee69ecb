import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { differences, writeGenerated } from "./generated-folder.ts";

const one = { path: "a/one.yml", text: "one\n" };
const two = { path: "a/two.yml", text: "two\n" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "farol-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function names(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

test("a folder that was written does not differ, and is not written again", () => {
  assert.equal(writeGenerated(folder, [one, two]).length, 3);
  assert.deepEqual(differences(folder, [one, two]), []);
  assert.deepEqual(writeGenerated(folder, [one, two]), []);
  assert.equal(readFileSync(join(folder, one.path), "utf8"), one.text);
});

test("what is missing, different or left over is told, and mended", () => {
  writeGenerated(folder, [one, two]);
  writeFileSync(join(folder, one.path), "edited\n");
  const three = { path: "three.yml", text: "three\n" };
  const found = [
    { path: one.path, kind: "different" },
    { path: three.path, kind: "missing" },
    { path: ".farol-generated.json", kind: "different" },
    { path: two.path, kind: "left over" },
  ];
  assert.deepEqual(differences(folder, [one, three]), found);
  assert.deepEqual(writeGenerated(folder, [one, three]), found);
  assert.deepEqual(names(), [".farol-generated.json", "a", "a/one.yml", "three.yml"]);
});

test("files that were never generated are left alone", () => {
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "a/mine.yml"), "mine\n");
  writeGenerated(folder, [one]);
  writeGenerated(folder, []);
  assert.deepEqual(names(), [".farol-generated.json", "a", "a/mine.yml"]);
});

test("a manifest that names files outside of its folder, or is none, is refused", () => {
  for (const text of [
    '{"files":["../../etc/passwd"]}',
    '{"files":["/etc/passwd"]}',
    '{"files":["a/../../b"]}',
    '{"files":[1]}',
    "x",
  ]) {
    writeFileSync(join(folder, ".farol-generated.json"), text);
    assert.throws(() => writeGenerated(folder, [one]), { code: "FAROL_MANIFEST" }, text);
  }
});
