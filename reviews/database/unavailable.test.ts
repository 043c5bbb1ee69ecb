import assert from "node:assert/strict";
import { test } from "node:test";
import { DrizzleQueryError } from "drizzle-orm";
import { DatabaseAway, OutcomeUnknown } from "./faults.ts";
import { isUnavailable, unavailability } from "./unavailable.ts";

const withCode = (code: string) => Object.assign(new Error("from the driver"), { code });

test("a caller is told in what way the database cannot serve", () => {
  const cases = [
    [new DatabaseAway("it is away"), /is away/],
    [withCode("ECONNREFUSED"), /is away/],
    [withCode("57P01"), /is away/],
    [withCode("08006"), /is away/],
    [new Error("Connection terminated unexpectedly"), /is away/],
    [new Error("Client has encountered a connection error and is not queryable"), /is away/],
    [new OutcomeUnknown("lost at COMMIT"), /whole or not at all/],
    [new Error("timeout exceeded when trying to connect"), /busy/],
    [withCode("40001"), /at this moment/],
    [withCode("40P01"), /at this moment/],
    [withCode("57014"), /too long/],
    [withCode("53300"), /too long/],
    [new Error("Query read timeout"), /too long/],
  ] as const;
  for (const [error, text] of cases) {
    assert.match(unavailability(error) ?? "", text, error.message);
    assert.match(unavailability(new DrizzleQueryError("SELECT", [], error)) ?? "", text, error.message);
  }
});

test("a mistake of ours is not the database's fault", () => {
  const mistakes = [withCode("23505"), withCode("42601"), withCode("25P03"), new TypeError("x"), "text"];
  assert.deepEqual(mistakes.filter(isUnavailable), []);
});
