import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { StartError } from "../start-error.ts";
import { openDataFolder } from "./data-folder.ts";

const root = mkdtempSync(join(tmpdir(), "reviews-folder-"));
after(() => rmSync(root, { recursive: true }));
let path = "";
beforeEach(() => {
  path = mkdtempSync(join(root, "data-"));
});

const refusal = (message: RegExp) => (error: unknown) =>
  error instanceof StartError && message.test(error.message);

test("a folder that does not exist is made, with its parents", () => {
  using folder = openDataFolder(join(path, "a/b"));
  assert.deepEqual(JSON.parse(readFileSync(join(folder.path, "format.json"), "utf8")), { version: 1 });
});

test("a secret is made once, and only its owner may read it", () => {
  using folder = openDataFolder(path);
  const secret = folder.secret("token");
  assert.ok(secret.length >= 32);
  assert.equal(folder.secret("token"), secret);
  assert.notEqual(folder.secret("other"), secret);
  assert.equal(statSync(join(path, "token")).mode & 0o777, 0o600);
});

test("a folder in use is refused, with the process that uses it", () => {
  using _folder = openDataFolder(path);
  assert.throws(
    () => openDataFolder(path),
    refusal(new RegExp(`another running instance \\(process ${process.pid}\\)`)),
  );
});

test("a folder can be opened again once it is given back", () => {
  openDataFolder(path)[Symbol.dispose]();
  openDataFolder(path)[Symbol.dispose]();
});

test("the lock of a killed process is taken over", async () => {
  const code = `const { openDataFolder } = await import(${JSON.stringify(import.meta.resolve("./data-folder.ts"))});
    openDataFolder(${JSON.stringify(path)}); console.log("open"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
  await once(child.stdout, "data");
  assert.throws(() => openDataFolder(path), refusal(/another running instance/));
  child.kill("SIGKILL");
  await once(child, "exit");
  openDataFolder(path)[Symbol.dispose]();
});

test("a lock whose process id belongs to another process now is taken over", () => {
  openDataFolder(path)[Symbol.dispose]();
  writeFileSync(join(path, "lock"), JSON.stringify({ pid: process.pid, started: "1" }));
  openDataFolder(path)[Symbol.dispose]();
});

test("a folder of another version is refused, and nothing in it is touched", () => {
  writeFileSync(join(path, "format.json"), '{"version":99}');
  assert.throws(() => openDataFolder(path), refusal(/has format 99, .* reads format 1/));
  assert.equal(readFileSync(join(path, "format.json"), "utf8"), '{"version":99}');
});

test("a folder that is somebody else's is refused", () => {
  writeFileSync(join(path, "thesis.txt"), "important");
  assert.throws(() => openDataFolder(path), refusal(/is not a data folder/));
});

test("a place where no folder can be made is refused", () => {
  const file = join(path, "file");
  writeFileSync(file, "");
  for (const place of [file, join(file, "below")]) {
    assert.throws(() => openDataFolder(place), refusal(/cannot be used|is not a data folder/));
  }
});
