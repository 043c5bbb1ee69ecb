import assert from "node:assert/strict";
import { it } from "node:test";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { openDatabase } from "../database/index.ts";
import { Ledger } from "./ledger.ts";

function aLedger() {
  const clock = new ManualClock(1000);
  const database = openDatabase(":memory:");
  return { clock, database, ledger: new Ledger(database, clock, silentLogger) };
}

it("what is not on disk yet is read as what is, the newest first", () => {
  const { ledger } = aLedger();
  for (const n of [1, 2, 3]) ledger.put("history", `${n}`, { n }, n);
  ledger.save();
  ledger.put("history", "1", { n: 10 }, 10);
  ledger.remove("history", "3");
  assert.deepEqual(ledger.recent("history", 10), [{ n: 10 }, { n: 2 }]);
  assert.deepEqual(ledger.recent("history", 10, 3), [{ n: 10 }]);
  assert.deepEqual(ledger.load("history"), [{ n: 2 }, { n: 10 }]);
  assert.equal(ledger.unsaved, 2);
});

it("the newest so many of a kind are kept, unless they are too old", () => {
  const { ledger } = aLedger();
  for (const n of [1, 2, 3, 4]) ledger.put("history", `${n}`, { n }, n);
  ledger.put("silence", "1", { n: 0 }, 1);
  ledger.save();
  ledger.trim("history", 3, 0);
  assert.deepEqual(ledger.load("history"), [{ n: 2 }, { n: 3 }, { n: 4 }]);
  ledger.trim("history", 3, 4);
  assert.deepEqual(ledger.load("history"), [{ n: 4 }]);
  assert.deepEqual(ledger.load("silence"), [{ n: 0 }]);
});

it("a file that cannot be written is left alone for ten seconds", () => {
  const { ledger, database, clock } = aLedger();
  database.exec("PRAGMA query_only = 1");
  ledger.put("history", "1", { n: 1 });
  ledger.save();
  database.exec("PRAGMA query_only = 0");
  clock.advance(9999);
  ledger.save();
  assert.equal(ledger.unsaved, 1);
  clock.advance(1);
  ledger.save();
  assert.equal(ledger.unsaved, 0);
});

it("what cannot be written does not grow without end", () => {
  const { ledger } = aLedger();
  for (let n = 0; n < 50_010; n++) ledger.put("history", `${n}`, { n }, n);
  assert.equal(ledger.unsaved, 50_000);
  assert.deepEqual(ledger.recent("history", 1), [{ n: 50_009 }]);
});
