import assert from "node:assert/strict";
import { test } from "node:test";
import { PROPOSAL, startApplication } from "../application.fixture.ts";

const { app, send, person, value, embedded, bus } = await startApplication();
const proposer = await person("proposer");

function assertProblem(answer: Awaited<ReturnType<typeof send>>, status: number, kind: string): void {
  assert.equal(answer.status, status);
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  assert.equal(answer.body.type, `urn:reviews:problem:${kind}`);
  assert.equal(answer.body.status, status);
  assert.ok(answer.body.title.length > 0 && answer.body.detail.length > 0);
  assert.equal(answer.body.instance, `urn:reviews:request:${answer.headers["x-request-id"]}`);
}

test("each value that breaks a rule is named", async () => {
  const body = {
    ...PROPOSAL,
    title: "  ",
    severity: "apocalyptic",
    evidence: [{ kind: "log" }],
    diff: "a\0b",
  };
  const answer = await send("POST", "reviews", proposer, { body });
  assertProblem(answer, 400, "invalid");
  const paths = answer.body.issues.map((issue: { path: string }) => issue.path).sort();
  assert.deepEqual(paths, [
    "body.diff",
    "body.evidence.0.content",
    "body.evidence.0.summary",
    "body.severity",
    "body.title",
  ]);
});

test("what is not JSON, too large, of another type or nowhere is a problem too", async () => {
  const json = { "content-type": "application/json" };
  const huge = { ...PROPOSAL, diff: "x".repeat(2 ** 20 + 1) };
  const cases = [
    [await send("POST", "reviews", proposer, { body: "{", headers: json }), 400, "invalid"],
    [await send("POST", "reviews", proposer, { headers: json }), 400, "invalid"],
    [await send("GET", "reviews/not-an-id", proposer), 400, "invalid"],
    [await send("GET", "reviews?limit=101", proposer), 400, "invalid"],
    [await send("POST", "reviews", proposer, { body: huge }), 413, "too_large"],
    [
      await send("POST", "reviews", proposer, { body: "a=b", headers: { "content-type": "text/x" } }),
      415,
      "unsupported_media_type",
    ],
    [await send("GET", "/nowhere?secret=1", proposer), 404, "not_found"],
    [await send("GET", "nowhere", proposer), 404, "not_found"],
    [await send("GET", "reviews"), 401, "unauthenticated"],
  ] as const;
  for (const [answer, status, kind] of cases) assertProblem(answer, status, kind);
});

test("every problem is counted by its kind", async () => {
  const before = value("errors_total", { kind: "not_found" });
  await send("GET", "/nowhere");
  await send("GET", "reviews/not-an-id", proposer);
  assert.equal(value("errors_total", { kind: "not_found" }), before + 1);
});

test("an unexpected exception is counted by its class and says nothing of the inside", async (t) => {
  t.mock.method(bus, "ask", () => Promise.reject(new RangeError("password=hunter2")));
  const answer = await send("GET", "reviews");
  assertProblem(answer, 500, "internal");
  assert.doesNotMatch(JSON.stringify(answer.body), /hunter2/);
  assert.equal(value("exceptions_total", { type: "RangeError" }), 1);
  assert.equal(value("errors_total", { kind: "internal" }), 1);
});

test("every route is described, with its problems", async () => {
  const { status, body } = await send("GET", "/openapi.json");
  assert.equal(status, 200);
  const paths = Object.keys(body.paths).sort();
  assert.deepEqual(paths, [
    "/api/v1/api-tokens",
    "/api/v1/reviews",
    "/api/v1/reviews/pending",
    "/api/v1/reviews/{reviewId}",
    "/api/v1/reviews/{reviewId}/approval",
    "/api/v1/reviews/{reviewId}/comments",
    "/api/v1/reviews/{reviewId}/rejection",
    "/api/v1/sessions",
    "/api/v1/users",
    "/api/v1/users/{userId}/role",
  ]);
  for (const methods of Object.values<Record<string, { responses: object }>>(body.paths)) {
    for (const { responses } of Object.values(methods))
      assert.ok("4XX" in responses, JSON.stringify(responses));
  }
  assert.ok("Problem" in body.components.schemas);
});

test("the page that shows the API needs nothing from other hosts", async () => {
  const page = await app.inject("/docs/");
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /src="https?:|href="https?:/);
});

test("a database that is away is answered with 503 and a time to try again", async () => {
  await embedded[Symbol.asyncDispose]();
  const answer = await send("GET", "reviews", proposer);
  assertProblem(answer, 503, "unavailable");
  assert.equal(answer.headers["retry-after"], "5");
  assert.equal(value("exceptions_total", { type: "Error" }), 0);
});
