import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailTest } from "../../test/mail-monitoring.ts";
import { testsOf } from "./tests-of.ts";

test("tests that are made are made once, with what reads selectors", () => {
  let times = 0;
  const alert = mailAlert("MailsStopped", {
    tests: (readSelector) => {
      times++;
      const { name, matchers } = readSelector('mails_total{kind=~"b.*"}');
      return [{ ...mailTest(), name: `${name} ${matchers.map(({ matches }) => matches("bill"))}` }];
    },
  });
  assert.deepEqual(
    testsOf(alert).map(({ name }) => name),
    ["mails_total true"],
  );
  assert.equal(testsOf({ ...alert, severity: "info" }), testsOf(alert));
  assert.equal(times, 1);
});
