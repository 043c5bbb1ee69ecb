import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Logger, ManualClock, silentLogger } from "../../model/index.ts";
import { openDatabase, openOrGoOn, transaction } from "./index.ts";

const clock = new ManualClock(Date.parse("2026-03-01T14:05:06Z"));

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-database-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/** Opens it as the engine does, and tells the codes of the errors that were logged. */
function opened(dataDir: string | undefined) {
  const codes: string[] = [];
  const error: Logger["error"] = (fields) => codes.push((fields as { err: { code: string } }).err.code);
  const database = openOrGoOn({ dataDir, clock, logger: { ...silentLogger, error } });
  const totals = () =>
    database
      .prepare("SELECT * FROM deployment_totals")
      .all()
      .map((row) => ({ ...row }));
  const write = () => database.exec("INSERT INTO deployment_totals VALUES ('started', 7)");
  return { database, codes, totals, write, close: () => database.close() };
}

test("what was written is there again, in a folder that is made for it", (t) => {
  const dataDir = join(folder(t), "not", "yet");
  const first = opened(dataDir);
  first.write();
  first.close();
  const second = opened(dataDir);
  assert.deepEqual(second.totals(), [{ phase: "started", recorded: 7 }]);
  second.close();
  assert.deepEqual(readdirSync(dataDir), ["farol.db"]);
  assert.deepEqual([first.codes, second.codes], [[], []]);
});

test("without a folder nothing is kept", () => {
  const database = opened(undefined);
  database.write();
  assert.equal(database.totals().length, 1);
  assert.equal(opened(undefined).totals().length, 0);
});

for (const [damage, spoil] of Object.entries({
  "is no database": () => Buffer.from("this was no database from the beginning ".repeat(100)),
  "lost its end": (good: Buffer) => good.subarray(0, good.length - 4096),
  "was written over": (good: Buffer) => good.fill(0x41, 4096, 8192),
})) {
  test(`a file that ${damage} is set aside, said, and another is begun`, (t) => {
    const dataDir = folder(t);
    const path = join(dataDir, "farol.db");
    opened(dataDir).close();
    const spoiled = spoil(readFileSync(path));
    writeFileSync(path, spoiled);
    assert.throws(() => openDatabase(path), {
      code: "FAROL_DATABASE_DAMAGED",
      message: new RegExp(`${path}.*database that Farol wrote.*from a backup`),
    });
    const anew = opened(dataDir);
    assert.deepEqual(anew.codes, ["FAROL_DATABASE_DAMAGED"]);
    anew.write();
    anew.close();
    assert.deepEqual(readFileSync(`${path}.damaged-20260301T140506.000Z`), spoiled);
    const again = opened(dataDir);
    assert.deepEqual([again.codes, again.totals().length], [[], 1]);
    again.close();
  });
}

test("a file of a newer version is left as it is, and nothing is kept meanwhile", (t) => {
  const dataDir = folder(t);
  const path = join(dataDir, "farol.db");
  const newer = opened(dataDir);
  newer.write();
  newer.database.exec("PRAGMA user_version = 1000");
  newer.close();
  const before = readFileSync(path);
  const now = opened(dataDir);
  assert.deepEqual([now.codes, now.totals()], [["FAROL_DATABASE_NEWER"], []]);
  now.write();
  now.close();
  assert.deepEqual(readFileSync(path), before);
  assert.throws(() => openDatabase(path), {
    message: /of format 1000.*reads formats up to \d+.*Run the version/,
  });
});

test("a folder that cannot be had does not stop the engine", (t) => {
  const dataDir = join(folder(t), "a-file");
  writeFileSync(dataDir, "");
  const database = opened(dataDir);
  database.write();
  assert.deepEqual([database.codes, database.totals().length], [["FAROL_DATABASE_UNUSABLE"], 1]);
});

test("what stands where the file should is not a reason to take it away", (t) => {
  const dataDir = folder(t);
  mkdirSync(join(dataDir, "farol.db"));
  assert.deepEqual(opened(dataDir).codes, ["FAROL_DATABASE_UNUSABLE"]);
  assert.deepEqual(readdirSync(dataDir), ["farol.db"]);
});

test("a transaction that throws leaves nothing behind", () => {
  const { database, write, totals } = opened(undefined);
  const work = () => {
    write();
    throw new Error("no");
  };
  assert.throws(() => transaction(database, work), /no/);
  assert.deepEqual(totals(), []);
  transaction(database, write);
  assert.equal(totals().length, 1);
});
