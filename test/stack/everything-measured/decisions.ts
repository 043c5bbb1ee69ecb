import assert from "node:assert/strict";
import { expectStatus } from "../../../reviews/visitor/cast.ts";
import { PROPOSAL, propose } from "./proposals.ts";
import type { Stage } from "./stage.ts";

/** People propose, read, comment and decide. @returns How many notifications that makes. */
export async function decideReviews(stage: Stage): Promise<number> {
  const { send, cast } = stage;
  const [first, second] = cast.reviewers;
  const proposed = [await proposeWithKey(stage)];
  for (const severity of ["low", "medium", "high", "critical"]) {
    proposed.push(await propose(stage, { severity }));
  }
  const [one, two, three] = proposed.map(({ id }) => `/api/v1/reviews/${id}`) as [string, string, string];
  const body = { reason: "Read it, ran it." };
  expectStatus(201, await send("POST", `${one}/approval`, { token: first, body }));
  expectStatus(201, await send("POST", `${two}/rejection`, { token: second, body }));
  expectStatus(409, await send("POST", `${one}/rejection`, { token: second, body }));
  const revision = { token: cast.proposer, headers: { "if-match": '"1"' }, body: PROPOSAL };
  expectStatus(200, await send("PUT", three, revision));
  expectStatus(412, await send("PUT", three, revision));
  expectStatus(428, await send("PUT", three, { ...revision, headers: {} }));
  expectStatus(201, await send("POST", `${three}/comments`, { token: first, body: { body: "Why?" } }));
  for (let i = 0; i < 2; i++) expectStatus(200, await send("GET", three, { token: first }));
  return proposed.length + 2;
}

/** The same request sent again has the same answer; another one under its key is refused. */
async function proposeWithKey({ send, cast }: Stage): Promise<{ readonly id: string }> {
  const propose = (title: string) =>
    send("POST", "/api/v1/reviews", {
      ...{ token: cast.machine, headers: { "idempotency-key": "one" } },
      body: { ...PROPOSAL, title },
    });
  const { body } = expectStatus(201, await propose("Close a file handle"));
  assert.equal(expectStatus(201, await propose("Close a file handle")).body.id, body.id);
  expectStatus(422, await propose("Close another one"));
  return body;
}
