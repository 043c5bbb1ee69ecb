import assert from "node:assert/strict";
import { expectStatus } from "../../../reviews/visitor/cast.ts";
import { until } from "../../until.ts";
import { PROPOSAL } from "./proposals.ts";
import type { Stage } from "./stage.ts";

const PENDING = "/api/v1/reviews/pending";
const LONG_MS = 1500;
const SHORT_MS = 200;

/** Requests that are wrong, unwelcome or too many, and clients that do not wait. */
export async function refuseRequests(stage: Stage): Promise<void> {
  await sendWrongRequests(stage);
  await overcrowd(stage);
  await hurry(stage);
}

async function sendWrongRequests({ send, cast }: Stage): Promise<void> {
  const path = "/api/v1/reviews";
  const token = cast.proposer;
  expectStatus(404, await send("GET", "/wp-admin/1.php"));
  expectStatus(401, await send("GET", path));
  const wrong = { email: "nobody@visitors.invalid", password: "not the password" };
  expectStatus(401, await send("POST", "/api/v1/sessions", { body: wrong }));
  const taken = { email: "admin@reviews.local", name: "Eve", password: "a long enough password" };
  expectStatus(409, await send("POST", "/api/v1/users", { body: taken }));
  expectStatus(403, await send("GET", "/api/v1/users", { token }));
  expectStatus(400, await send("POST", path, { token, body: { ...PROPOSAL, severity: "apocalyptic" } }));
  const tooLarge = { ...PROPOSAL, diff: "+".repeat(2 ** 20) };
  expectStatus(413, await send("POST", path, { token, body: tooLarge }));
  expectStatus(415, await send("POST", path, { token, body: "", headers: { "content-type": "text/x" } }));
}

/** A client gives up, and more requests come than may be answered at a time, while each takes long. */
async function overcrowd({ origin, send, cast, drill, observed }: Stage): Promise<void> {
  const [impatient, token] = cast.reviewers;
  expectStatus(200, await drill("latency", { endpoint: PENDING, milliseconds: LONG_MS, seconds: 10 }));
  const headers = { authorization: `Bearer ${impatient}` };
  await until("a client that gave up", async () => {
    await fetch(origin + PENDING, { headers, signal: AbortSignal.timeout(SHORT_MS) }).catch(() => {});
    return observed.highest("http_requests_total", { status_code: "499" }) > 0 || undefined;
  });
  const crowd = await Promise.all(Array.from({ length: 180 }, () => send("GET", PENDING, { token })));
  assert.ok(crowd.some(({ status }) => status === 503));
}

/** More requests than one client may send in a second. */
async function hurry({ send, cast }: Stage): Promise<void> {
  const token = cast.machine;
  await until("a refusal", async () => {
    const hasty = () => send("GET", "/api/v1/reviews?limit=1", { token });
    const answers = await Promise.all(Array.from({ length: 300 }, hasty));
    return answers.some(({ status }) => status === 429) || undefined;
  });
}
