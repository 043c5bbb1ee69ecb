import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { engineFor } from "./test-engine.fixture.ts";

/** A built console, beside a file that is nobody's business. */
function built(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), "farol-console-"));
  t.after(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, "console", "assets"), { recursive: true });
  mkdirSync(join(directory, "console-private"));
  writeFileSync(join(directory, "console", "index.html"), "<!doctype html><title>Farol</title>");
  writeFileSync(join(directory, "console", "assets", "index-1a2b.js"), "export {};");
  writeFileSync(join(directory, "secret.json"), "{}");
  writeFileSync(join(directory, "console-private", "secret.json"), "{}");
  return join(directory, "console");
}

test("the console's page is asked for anew, its hashed files are kept", async (t) => {
  const { ask } = await engineFor(t, { consoleDir: built(t) });
  const page = await ask("/farol/");
  assert.deepEqual(
    [page.status, page.headers["content-type"], page.headers["cache-control"]],
    [200, "text/html; charset=utf-8", "no-cache"],
  );
  const script = await ask("/farol/assets/index-1a2b.js");
  assert.equal(script.headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal(script.headers["cache-control"], "public, max-age=31536000, immutable");
});

test("addresses of the console's own get its page; files that are not there are not found", async (t) => {
  const { ask } = await engineFor(t, { consoleDir: built(t) });
  assert.match((await ask("/farol/overview/last")).text, /<title>Farol/);
  const missing = await ask("/farol/assets/index-0000.js");
  assert.deepEqual([missing.status, missing.json.code], [404, "FAROL_NO_SUCH_PAGE"]);
});

test("nothing outside the console's folder can be read", async (t) => {
  const { ask } = await engineFor(t, { consoleDir: built(t) });
  const paths = [
    "../secret.json",
    "..%2fsecret.json",
    "%2e%2e/secret.json",
    "assets/..%2f..%2fsecret.json",
    "..%2fconsole-private%2fsecret.json",
    "%2fetc%2fhostname.txt",
    "assets%00/index-1a2b.js",
    "..%5csecret.json",
  ];
  for (const path of paths) {
    const { status, text } = await ask(`/farol/${path}`);
    assert.equal(status, 404, path);
    assert.notEqual(text, "{}");
  }
});

test("the engine's own front page and /farol lead to the console", async (t) => {
  const { ask } = await engineFor(t);
  for (const path of ["/", "/farol"]) {
    const { status, headers } = await ask(path);
    assert.deepEqual([status, headers.location], [302, "/farol/"]);
  }
});

test("a console that is not built says so", async (t) => {
  for (const overrides of [{}, { consoleDir: join(tmpdir(), "farol-no-such-folder") }]) {
    const { ask } = await engineFor(t, overrides);
    const { status, headers, text } = await ask("/farol/");
    assert.deepEqual([status, headers["content-type"]], [503, "text/plain; charset=utf-8"]);
    assert.match(text, /has not been built/);
  }
});
