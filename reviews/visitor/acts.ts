import { randomUUID } from "node:crypto";
import type { Cast } from "./cast.ts";
import type { Send } from "./client.ts";

/** What a visitor works with. */
export interface Scene {
  readonly send: Send;
  readonly cast: Cast;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
}

/** One thing that a visitor does, and how often among all of them. */
export interface Act {
  readonly weight: number;
  play(scene: Scene): Promise<unknown>;
}

const SEVERITIES = ["low", "low", "low", "medium", "medium", "high", "critical"];
const SOURCES = ["dependency-bot", "query-optimizer", "formatter", "security-scanner"];
const TITLES = ["Update a dependency", "Add a missing index", "Remove dead code", "Close a file handle"];
const ENOUGH_PENDING = 40;

export const ACTS: readonly Act[] = [
  { weight: 25, play: listPending },
  { weight: 20, play: openOne },
  { weight: 8, play: propose },
  { weight: 8, play: decide },
  { weight: 6, play: comment },
  { weight: 5, play: ({ send, cast }) => send("GET", "/api/v1/reviews/pending", { token: cast.proposer }) },
  { weight: 3, play: pageThrough },
  { weight: 2, play: reviseOne },
  {
    weight: 2,
    play: ({ send, cast }) => send("GET", `/api/v1/reviews/${randomUUID()}`, { token: cast.machine }),
  },
  { weight: 1, play: ({ send, random }) => send("GET", `/wp-admin/${Math.floor(random() * 1e6)}.php`) },
  { weight: 1, play: proposeNonsense },
  { weight: 1, play: signInWrongly },
];

/** Plays one act, chosen by weight. */
export function playOne(scene: Scene): Promise<unknown> {
  const total = ACTS.reduce((sum, { weight }) => sum + weight, 0);
  let left = scene.random() * total;
  for (const { weight, play } of ACTS) {
    left -= weight;
    if (left < 0) return play(scene);
  }
  throw new RangeError("random() gave 1 or more");
}

function listPending({ send, cast, random }: Scene) {
  const severity = random() < 0.3 ? `&severity=${pick(SEVERITIES, random)}` : "";
  return send("GET", `/api/v1/reviews?status=pending${severity}`, { token: pick(cast.reviewers, random) });
}

async function openOne(scene: Scene) {
  const review = await somePending(scene);
  if (review === undefined) return;
  await scene.send("GET", `/api/v1/reviews/${review.id}`, {
    token: pick(scene.cast.reviewers, scene.random),
  });
}

async function propose({ send, cast, random }: Scene) {
  const pending = await send("GET", "/api/v1/reviews/pending", { token: cast.machine });
  if (pending.body.total >= ENOUGH_PENDING) return;
  const request = {
    token: random() < 0.7 ? cast.machine : cast.proposer,
    headers: { "idempotency-key": randomUUID() },
    body: aProposal(random),
  };
  await send("POST", "/api/v1/reviews", request);
  // as a client does that has not seen the answer
  if (random() < 0.1) await send("POST", "/api/v1/reviews", request);
}

async function decide(scene: Scene) {
  const { send, cast, random } = scene;
  const review = await somePending(scene);
  if (review === undefined) return;
  const path = `/api/v1/reviews/${review.id}/${random() < 0.75 ? "approval" : "rejection"}`;
  const body = { reason: "Read it, ran it." };
  const [first, second] = cast.reviewers;
  await send("POST", path, { token: first, body, headers: { "if-match": `"${review.version}"` } });
  if (random() < 0.2) await send("POST", path, { token: second, body });
}

async function comment(scene: Scene) {
  const review = await somePending(scene);
  if (review === undefined) return;
  const token = pick(scene.cast.reviewers, scene.random);
  await scene.send("POST", `/api/v1/reviews/${review.id}/comments`, {
    token,
    body: { body: "Where is the test?" },
  });
}

async function pageThrough({ send, cast }: Scene) {
  let cursor: string | null = "";
  for (let page = 0; page < 3 && cursor !== null; page++) {
    const { body } = await send("GET", `/api/v1/reviews?limit=10${cursor && `&cursor=${cursor}`}`, {
      token: cast.proposer,
    });
    cursor = body.nextCursor;
  }
}

async function reviseOne({ send, cast, random }: Scene) {
  const proposed = await send("POST", "/api/v1/reviews", { token: cast.proposer, body: aProposal(random) });
  const headers = { "if-match": `"${proposed.body.version}"` };
  const path = `/api/v1/reviews/${proposed.body.id}`;
  await send("PUT", path, { token: cast.proposer, headers, body: aProposal(random) });
  // too late: this version is gone
  if (random() < 0.3) await send("PUT", path, { token: cast.proposer, headers, body: aProposal(random) });
}

function proposeNonsense({ send, cast }: Scene) {
  return send("POST", "/api/v1/reviews", {
    token: cast.machine,
    body: { title: "", severity: "apocalyptic" },
  });
}

function signInWrongly({ send }: Scene) {
  return send("POST", "/api/v1/sessions", {
    body: { email: "nobody@visitors.invalid", password: "not the password" },
  });
}

async function somePending({ send, cast, random }: Scene) {
  const { body } = await send("GET", "/api/v1/reviews?status=pending&limit=20", { token: cast.proposer });
  return body.items.length === 0 ? undefined : pick(body.items as { id: string; version: number }[], random);
}

function aProposal(random: () => number) {
  return {
    title: pick(TITLES, random),
    source: pick(SOURCES, random),
    severity: pick(SEVERITIES, random),
    diff: "--- a/src/main.ts\n+++ b/src/main.ts\n@@ -1 +1 @@\n-let answer = 41\n+const answer = 42\n",
    evidence: [{ kind: "test", summary: "All tests pass", content: "142 passed, 0 failed" }],
  };
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}
