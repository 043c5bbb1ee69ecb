import assert from "node:assert/strict";
import { test } from "node:test";
import { PROPOSAL, startApplication } from "../application.fixture.ts";
import { forgetKeys } from "./forget-keys.ts";

const { send, person, propose, value, clock, bus, operator } = await startApplication();
const proposer = await person("proposer");
const reviewer = await person("reviewer");

const withKey = (key: string, body: object = PROPOSAL) => ({ body, headers: { "idempotency-key": key } });

async function countProposed(): Promise<number> {
  return (await send("GET", "reviews/pending", reviewer)).body.total;
}

test("the same key with the same body has one effect, one answer and one count", async () => {
  const before = await countProposed();
  const counted = value("review_created_total", { severity: "high" });
  const first = await send("POST", "reviews", proposer, withKey("same"));
  const second = await send("POST", "reviews", proposer, withKey("same"));
  assert.equal(second.status, 201);
  assert.deepEqual(second.body, first.body);
  assert.equal(second.headers.location, first.headers.location);
  assert.equal(await countProposed(), before + 1);
  assert.equal(value("review_created_total", { severity: "high" }), counted + 1);
});

test("the order in which a body's keys were written does not matter", async () => {
  const reversed = Object.fromEntries(Object.entries(PROPOSAL).reverse());
  const first = await send("POST", "reviews", proposer, withKey("order"));
  const second = await send("POST", "reviews", proposer, withKey("order", reversed));
  assert.equal(second.body.id, first.body.id);
});

test("the same key with another body, or for another command, is refused", async () => {
  const { body } = await send("POST", "reviews", proposer, withKey("other"));
  const otherBody = await send(
    "POST",
    "reviews",
    proposer,
    withKey("other", { ...PROPOSAL, title: "Another" }),
  );
  const otherCommand = await send(
    "POST",
    `reviews/${body.id}/comments`,
    proposer,
    withKey("other", { body: "Hm." }),
  );
  for (const { status, body } of [otherBody, otherCommand]) {
    assert.equal(status, 422);
    assert.equal(body.type, "urn:reviews:problem:key_reused");
  }
});

test("duplicates at the same instant have one effect and one answer", async () => {
  const before = await countProposed();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => send("POST", "reviews", proposer, withKey("crowd"))),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal(await countProposed(), before + 1);
});

test("keys of different callers never meet", async () => {
  const other = await person("proposer");
  const first = await send("POST", "reviews", proposer, withKey("shared"));
  const second = await send("POST", "reviews", other, withKey("shared"));
  assert.notEqual(first.body.id, second.body.id);
});

test("a decision that is sent again gives the first answer, not a conflict", async () => {
  const { id } = await propose(proposer);
  const request = withKey("decision", { reason: "Read it." });
  const first = await send("POST", `reviews/${id}/approval`, reviewer, request);
  const second = await send("POST", `reviews/${id}/approval`, reviewer, request);
  assert.equal(second.status, 201);
  assert.deepEqual(second.body, first.body);
});

test("what failed left nothing, so the same key may try again", async () => {
  const { id } = await propose(proposer);
  const request = { body: { reason: "Read it." }, headers: { "idempotency-key": "retry" } };
  const stale = { ...request, headers: { ...request.headers, "if-match": '"7"' } };
  assert.equal((await send("POST", `reviews/${id}/approval`, reviewer, stale)).status, 412);
  assert.equal((await send("POST", `reviews/${id}/approval`, reviewer, request)).status, 201);
});

test("a key is forgotten after a day", async () => {
  const first = await send("POST", "reviews", proposer, withKey("old"));
  clock.advance(24 * 3_600_000 + 1);
  const forgotten = await bus.execute(forgetKeys, {}, operator);
  assert.ok(forgotten._unsafeUnwrap() >= 1);
  const second = await send("POST", "reviews", proposer, withKey("old"));
  assert.notEqual(second.body.id, first.body.id);
});
