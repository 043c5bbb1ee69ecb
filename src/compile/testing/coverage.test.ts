import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailTest, monitoringOf } from "../../../test/mail-monitoring.ts";
import { coverage } from "./coverage.ts";

test("coverage counts what each alert's tests show", () => {
  const tests = [mailTest(), mailTest(), mailTest({ shows: "clears" })];
  const found = coverage(monitoringOf(mailAlert("Tested", { tests }), mailAlert("Untested", { tests: [] })));
  assert.deepEqual(
    found.map(({ alert, tests: counts }) => [alert.name, counts]),
    [
      ["Tested", { fires: 2, silent: 0, boundary: 0, clears: 1 }],
      ["Untested", { fires: 0, silent: 0, boundary: 0, clears: 0 }],
    ],
  );
});
