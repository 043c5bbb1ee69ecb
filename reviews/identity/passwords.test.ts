import assert from "node:assert/strict";
import { test } from "node:test";
import { createPasswords } from "./passwords.ts";

const passwords = createPasswords(2 ** 10, 1);

test("a password verifies against its own hash only", async () => {
  const hash = await passwords.hash("correct horse");
  assert.equal(await passwords.verify("correct horse", hash), true);
  assert.equal(await passwords.verify("battery staple", hash), false);
});

test("the same password never has the same hash", async () => {
  assert.notEqual(await passwords.hash("correct horse"), await passwords.hash("correct horse"));
});

test("a hash of another cost still verifies, so the cost can be raised", async () => {
  const old = await createPasswords(2 ** 9, 2).hash("correct horse");
  assert.equal(await passwords.verify("correct horse", old), true);
});

test("an unknown user is never right", async () => {
  assert.equal(await passwords.verify("", undefined), false);
});

test("one text typed on two keyboards is one password", async () => {
  const hash = await passwords.hash("caf\u00e9");
  assert.equal(await passwords.verify("cafe\u0301", hash), true);
});
