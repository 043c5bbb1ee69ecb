import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { engineFor } from "./test-engine.fixture.ts";

/** An engine with runbooks of two folders, one of which is not written with a slash at its end, and one that is nowhere. */
function withRunbooks(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "farol-runbooks-"));
  t.after(() => rmSync(root, { recursive: true }));
  const pages = {
    "own/RB-1 a.md": "# Ours <b>\n\nÄrger",
    "brought/RB-1 a.md": "# Theirs",
    "brought/RB-2.md": "no title",
    "brought/secret.txt": "x",
    "outside.md": "y",
  };
  for (const folder of ["own", "brought"]) mkdirSync(join(root, folder));
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(root, name), text);
  const runbooks = ["own", "brought/", "nowhere/"].map((name) => `${pathToFileURL(root)}/${name}`);
  return engineFor(t, { runbooks });
}

test("the list of runbooks links to each page by its title", async (t) => {
  const { ask } = await withRunbooks(t);
  const { status, headers, text } = await ask("/runbooks/");
  assert.deepEqual([status, headers["content-type"]], [200, "text/html; charset=utf-8"]);
  assert.deepEqual(text.match(/<a href=.*?<\/a>/g), [
    '<a href="RB-1%20a.md">Ours &lt;b&gt;</a>',
    '<a href="RB-2.md">RB-2.md</a>',
  ]);
});

test("a runbook is read from the first folder that has it", async (t) => {
  const { ask } = await withRunbooks(t);
  const { status, headers, text } = await ask("/runbooks/RB-1%20a.md");
  assert.deepEqual([status, headers["content-type"]], [200, "text/plain; charset=utf-8"]);
  assert.equal(text, "# Ours <b>\n\nÄrger");
});

test("an address that names no page of the folders is answered with those that there are", async (t) => {
  const { ask } = await withRunbooks(t);
  for (const page of [
    "RB-3.md",
    "secret.txt",
    "..%2Foutside.md",
    "%2e%2e%2foutside.md",
    "own%2FRB-1 a.md",
    "x%00.md",
  ]) {
    const { status, json } = await ask(`/runbooks/${page.replace(" ", "%20")}`);
    assert.deepEqual([status, json.code], [404, "FAROL_NO_SUCH_PAGE"], page);
    assert.match(json.detail, /there are RB-1 a\.md, RB-2\.md$/);
  }
  assert.equal((await ask("/runbooks/../outside.md")).status, 404);
});

test("without folders there are no runbooks, and from another machine they need the token", async (t) => {
  const { ask } = await engineFor(t);
  assert.match((await ask("/runbooks/RB-1.md")).json.detail, /there are none$/);
  assert.equal((await ask("/runbooks/", { headers: { "x-farol-client": "203.0.113.9" } })).status, 401);
});
