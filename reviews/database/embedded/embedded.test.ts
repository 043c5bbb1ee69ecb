import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { findBinaries } from "./binaries.ts";
import { startEmbedded } from "./embedded.ts";

const folder = mkdtempSync(join(tmpdir(), "reviews-embedded-"));
after(() => rmSync(folder, { recursive: true }));

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return rows[0]?.[0];
}

test("it runs from a clone, and on data, in a folder that nobody else may enter", async () => {
  chmodSync(folder, 0o700);
  const { initdb, postgres } = await findBinaries();
  const native = join(folder, "native");
  cpSync(dirname(dirname(postgres)), native, { recursive: true, verbatimSymlinks: true });
  const binaries = {
    initdb: initdb.replace(/.*\/native/, native),
    postgres: postgres.replace(/.*\/native/, native),
  };
  const data = mkdtempSync(join(folder, "data-"));
  for (const expected of ["created", "kept"]) {
    const database = await startEmbedded(data, "pass/wörd", binaries);
    if (expected === "created") await ask(database.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    assert.equal(await ask(database.url, "SELECT answer FROM kept"), 42);
    await database[Symbol.asyncDispose]();
  }
  assert.ok(!readdirSync(data).includes("postgres.new"));
});

test("it listens on no port", async () => {
  const database = await startEmbedded(mkdtempSync(join(folder, "data-")), "secret");
  assert.equal(await ask(database.url, "SHOW listen_addresses"), "");
  await database[Symbol.asyncDispose]();
});
