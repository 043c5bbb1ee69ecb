import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { PROPOSAL, startApplication } from "../application.fixture.ts";

const { send, person, propose, value, clock } = await startApplication();
const proposer = await person("proposer");
const reviewer = await person("reviewer");
const reason = { reason: "Read it." };

test("a proposed change can be opened with its evidence and comments, in their order", async () => {
  const evidence = [
    { kind: "test", summary: "second letter", content: "b" },
    { kind: "log", summary: "first letter", content: "a" },
  ];
  const { id } = await propose(proposer, { evidence });
  for (const body of ["Why?", "Because."]) {
    clock.advance(1);
    await send("POST", `reviews/${id}/comments`, reviewer, { body: { body } });
  }
  const { status, headers, body } = await send("GET", `reviews/${id}`, reviewer);
  assert.equal(status, 200);
  assert.equal(headers.etag, '"1"');
  assert.deepEqual(body.evidence, evidence);
  assert.deepEqual(
    body.comments.map((comment: { body: string }) => comment.body),
    ["Why?", "Because."],
  );
  assert.equal(body.decision, null);
});

test("a review is decided once, with a reason", async () => {
  const { id } = await propose(proposer);
  const first = await send("POST", `reviews/${id}/approval`, reviewer, { body: { reason: "Read it." } });
  assert.equal(first.status, 201);
  assert.equal(first.body.status, "approved");
  assert.equal(first.body.decision.reason, "Read it.");
  assert.equal(first.body.decision.deciderId, reviewer.id);
  for (const path of ["approval", "rejection"]) {
    const again = await send("POST", `reviews/${id}/${path}`, reviewer, { body: reason });
    assert.equal(again.status, 409);
    assert.equal(again.body.type, "urn:reviews:problem:already_decided");
  }
});

test("of many decisions at the same instant exactly one wins, and is counted once", async () => {
  const before = value("review_approved_total") + value("review_rejected_total");
  const { id } = await propose(proposer);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      send("POST", `reviews/${id}/${i % 2 ? "approval" : "rejection"}`, reviewer, { body: reason }),
    ),
  );
  const winners = answers.filter(({ status }) => status === 201);
  assert.equal(winners.length, 1);
  assert.equal(answers.filter(({ status }) => status === 409).length, 39);
  const { body } = await send("GET", `reviews/${id}`, reviewer);
  assert.equal(body.status, winners[0]!.body.status);
  assert.equal(value("review_approved_total") + value("review_rejected_total"), before + 1);
});

test("nobody decides their own proposal, not even an admin", async () => {
  const admin = await person("admin");
  const { id } = await propose(admin);
  const { status, body } = await send("POST", `reviews/${id}/approval`, admin, { body: reason });
  assert.equal(status, 403);
  assert.match(body.detail, /You proposed this change/);
});

test("a decision on a version that was revised meanwhile is refused", async () => {
  const { id } = await propose(proposer);
  const revised = await send("PUT", `reviews/${id}`, proposer, {
    body: { ...PROPOSAL, title: "A better title", evidence: [] },
    headers: { "if-match": '"1"' },
  });
  assert.equal(revised.status, 200);
  assert.equal(revised.headers.etag, '"2"');
  assert.deepEqual(revised.body.evidence, []);
  const late = await send("POST", `reviews/${id}/approval`, reviewer, {
    body: reason,
    headers: { "if-match": '"1"' },
  });
  assert.equal(late.status, 412);
  const { body } = await send("GET", `reviews/${id}`, reviewer);
  assert.equal(body.status, "pending");
  assert.equal(body.title, "A better title");
});

test("of many revisions of one version exactly one wins", async () => {
  const { id } = await propose(proposer);
  const revisions = Array.from({ length: 20 }, (_, i) =>
    send("PUT", `reviews/${id}`, proposer, {
      body: { ...PROPOSAL, title: `Revision ${i}` },
      headers: { "if-match": '"1"' },
    }),
  );
  const statuses = (await Promise.all(revisions)).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 200).length, 1);
  assert.equal(statuses.filter((status) => status === 412).length, 19);
});

test("a revision must name the version that it replaces, and be the proposer's own", async () => {
  const { id } = await propose(proposer);
  const blind = await send("PUT", `reviews/${id}`, proposer, { body: PROPOSAL });
  assert.equal(blind.status, 428);
  const other = await person("proposer");
  const foreign = await send("PUT", `reviews/${id}`, other, {
    body: PROPOSAL,
    headers: { "if-match": '"1"' },
  });
  assert.equal(foreign.status, 403);
});

test("roles decide who may do what", async () => {
  const { id } = await propose(proposer);
  const byReviewer = await send("POST", "reviews", reviewer, { body: PROPOSAL });
  const byProposer = await send("POST", `reviews/${id}/approval`, proposer, { body: reason });
  const byNobody = await send("GET", `reviews/${id}`);
  assert.deepEqual([byReviewer.status, byProposer.status, byNobody.status], [403, 403, 401]);
});

test("what does not exist is not found", async () => {
  const id = randomUUID();
  for (const [method, path, body] of [
    ["GET", `reviews/${id}`, undefined],
    ["POST", `reviews/${id}/approval`, reason],
    ["POST", `reviews/${id}/comments`, { body: "Hello?" }],
  ] as const) {
    const answer = await send(method, path, reviewer, body && { body });
    assert.equal(answer.status, 404, path);
  }
});

test("what happens in the domain is counted, and pending reviews are a gauge", async () => {
  const names = ["review_approved_total", "review_decision_latency_seconds", "reviews_pending"];
  const read = () => [
    ...names.map((name) => value(name)),
    value("review_created_total", { severity: "critical" }),
  ];
  const before = read();
  const first = await propose(proposer, { severity: "critical" });
  await propose(proposer, { severity: "critical" });
  await send("POST", `reviews/${first.id}/approval`, reviewer, { body: reason });
  assert.deepEqual(
    read().map((now, i) => now - before[i]!),
    [1, 1, 1, 2],
  );
});

test("the pending count tells the severities apart", async () => {
  const before = (await send("GET", "reviews/pending", reviewer)).body;
  await propose(proposer, { severity: "medium" });
  const { body } = await send("GET", "reviews/pending", reviewer);
  assert.equal(body.total, before.total + 1);
  assert.equal(body.bySeverity.medium, before.bySeverity.medium + 1);
});
