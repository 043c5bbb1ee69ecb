import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDiff } from "./diff-checks.ts";

const rulesOf = (...lines: string[]) => checkDiff(lines.join("\n")).map(({ rule, line }) => [rule, line]);

test("what a change adds is looked at line by line", () => {
  assert.deepEqual(
    rulesOf(
      "--- a/config.ts",
      "+++ b/TODO.ts",
      "@@ -1,3 +1,5 @@",
      " // TODO: was there before",
      "-const password = 'correct horse';",
      "+const password = 'battery staple';",
      "+// FIXME: read it from a file",
    ),
    [
      ["secret", 6],
      ["todo", 7],
    ],
  );
});

test("keys are found by their shape, and never repeated in the message", () => {
  const key = `AKIA${"A1".repeat(8)}`;
  const [found] = checkDiff(`+  accessKeyId: ${key},`);
  assert.equal(found!.severity, "critical");
  assert.ok(!found!.message.includes(key));
  assert.deepEqual(rulesOf("+-----BEGIN RSA PRIVATE KEY-----"), [["secret", 1]]);
  assert.deepEqual(rulesOf(`+token = "\${env.TOKEN}"`, "+const tokens = count(words);"), []);
});

test("SQL that takes everything away is told from SQL that takes a part", () => {
  const dangerous = [
    "+DROP TABLE users;",
    "+truncate table users;",
    "+DELETE FROM users;",
    "+UPDATE users SET a = 1;",
  ];
  const harmless = [
    "+DELETE FROM users WHERE id = 1;",
    "+UPDATE users SET a = 1 WHERE id = 1;",
    "+create index on users (id);",
  ];
  assert.deepEqual(
    rulesOf(...dangerous, ...harmless),
    dangerous.map((_, i) => ["dangerous_sql", i + 1]),
  );
});

test("a change of more than four hundred lines is found as a whole, and findings stop at a hundred", () => {
  assert.deepEqual(rulesOf(...Array.from({ length: 400 }, () => "+ok")), []);
  const [first, ...others] = rulesOf(...Array.from({ length: 401 }, () => "+TODO"));
  assert.deepEqual(first, ["large_change", null]);
  assert.equal(others.length, 99);
});
