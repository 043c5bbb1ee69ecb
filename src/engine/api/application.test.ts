import assert from "node:assert/strict";
import { test } from "node:test";
import type { HealthReport, Logger } from "../../model/index.ts";
import type { AnswerMessage, AskMessage } from "../application/index.ts";
import type { Engine } from "../index.ts";
import { API, engineFor, TOKEN } from "./test-engine.fixture.ts";

const HEALTHY: HealthReport = { status: "ok", isReady: true, score: 100, checks: [] };
const DATABASE_GONE: HealthReport = {
  status: "down",
  isReady: true,
  score: 40,
  checks: [
    {
      name: "database",
      severity: "critical",
      status: "failed",
      detail: "connection refused",
      sinceMs: 1_700_000_000_000,
      checkedMs: 1_700_000_001_000,
      durationMs: 3,
      lostPoints: 60,
    },
  ],
};

test("health has what the application says of itself, with its score and reasons", async (t) => {
  const { engine, ask } = await engineFor(t);
  engine.application.heard("health", DATABASE_GONE);
  const { status, json } = await ask(`${API}/health/detailed`);
  assert.deepEqual([status, json.status, json.score], [503, "down", 40]);
  assert.deepEqual(json.checks.at(-1), {
    name: "database",
    status: "failed",
    detail: "failed since 2023-11-14T22:13:20.000Z, costs 60 points: connection refused",
  });
  engine.application.heard("health", HEALTHY);
  assert.deepEqual((await ask(`${API}/health`)).json.score, 100);
});

test("an optional check that fails degrades health and nothing more", async (t) => {
  const { engine, ask } = await engineFor(t);
  const [check] = DATABASE_GONE.checks;
  const checks = [{ ...check!, name: "scanner", severity: "optional" as const }];
  engine.application.heard("health", { status: "degraded", isReady: true, score: 90, checks });
  const { status, json } = await ask(`${API}/health`);
  assert.deepEqual([status, json.status, json.checks.scanner], [200, "degraded", "degraded"]);
  assert.equal((await ask("/health/ready")).status, 200);
});

test("the application can say that it should not be given traffic", async (t) => {
  const { engine, ask } = await engineFor(t);
  engine.application.heard("health", { ...HEALTHY, isReady: false });
  const { status, json } = await ask("/health/ready");
  assert.deepEqual([status, json], [503, { status: "unready" }]);
});

/** An application that answers questions as the test says. */
async function answering(
  t: Parameters<typeof engineFor>[0],
  answerTo: (message: AskMessage) => { answers: readonly unknown[] } | { error: string },
  logger?: Logger,
) {
  let engine: Engine | undefined;
  const ask = (message: AskMessage) =>
    engine!.application.answered({ kind: "answer", id: message.id, ...answerTo(message) } as AnswerMessage);
  const made = await engineFor(t, { ask, ...(logger && { logger }) });
  engine = made.engine;
  return made;
}

test("the caches' status joins what was counted with what the application says", async (t) => {
  const layers = [{ name: "memory", status: "ok", detail: "3 entries" }];
  const { slab, ask, tick } = await answering(t, () => ({ answers: [[{ name: "reviews", layers }]] }));
  const hits = slab.single({ name: "cache_hits_total", type: "counter", labels: ["cache"] }, "reviews");
  const misses = slab.single({ name: "cache_misses_total", type: "counter", labels: ["cache"] }, "reviews");
  tick();
  hits.cells[0] = 30;
  misses.cells[0] = 10;
  tick();
  const { json } = await ask(`${API}/cache/status`);
  assert.deepEqual(json.caches, [
    { name: "reviews", hits: 30, misses: 10, hitRatio: 0.75, sets: 0, evictions: 0, errors: 0, layers },
  ]);
});

test("clearing a cache needs the token, and leaves a line of who did it", async (t) => {
  const lines: object[] = [];
  const heard: unknown[] = [];
  const logger = { info: (fields: object) => void lines.push(fields), warn() {}, error() {} };
  const { ask, command } = await answering(
    t,
    ({ asked }) => {
      heard.push(asked);
      return { answers: [{ caches: ["reviews"] }] };
    },
    logger,
  );
  const json = { "content-type": "application/json" };
  const refused = await ask(`${API}/cache/clear`, { method: "POST", headers: json, body: "{}" });
  assert.deepEqual([refused.status, refused.json.code, heard], [401, "FAROL_UNAUTHORIZED", []]);
  assert.match(refused.json.detail, /^What changes something needs the token/);
  const cleared = await command(
    `${API}/cache/clear`,
    { tags: ["review:1"] },
    { "x-farol-client": "10.1.2.3" },
  );
  assert.deepEqual([cleared.status, cleared.json], [200, { caches: ["reviews"] }]);
  assert.deepEqual(heard, [{ tags: ["review:1"] }]);
  assert.deepEqual(lines, [{ tags: ["review:1"], client: "10.1.2.3", cleared: ["reviews"] }]);
});

test("what the application could not do is told with its reason", async (t) => {
  const { command } = await answering(t, () => ({ error: "Redis is away" }));
  const failed = await command(`${API}/cache/clear`, {});
  assert.deepEqual([failed.status, failed.json.detail], [502, "Redis is away"]);
});

test("a body that cannot be used is refused with the field, the value and the rule", async (t) => {
  const { ask, command } = await engineFor(t);
  const table: [unknown, RegExp][] = [
    [[], /^The body: \[\] is no object/],
    [{ keys: "a" }, /^keys: "a" is no array/],
    [{ keys: ["a", 5] }, /^keys\[1\]: 5 is no string/],
    [{ name: "x" }, /^name: there is no such field; there are cache, keys, tags, patterns/],
  ];
  for (const [body, detail] of table) {
    const { status, json } = await command(`${API}/cache/clear`, body);
    assert.deepEqual([status, json.code], [400, "FAROL_BAD_BODY"]);
    assert.match(json.detail, detail);
  }
  const post = (headers: Record<string, string>, body: string) =>
    ask(`${API}/cache/clear`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
      body,
    });
  assert.equal((await post({}, "{}")).status, 415);
  assert.equal((await post({ "content-type": "application/json" }, "{")).json.code, "FAROL_BAD_BODY");
  const large = JSON.stringify({ cache: "x".repeat(70_000) });
  assert.equal((await post({ "content-type": "application/json" }, large)).status, 413);
  const got = await ask(`${API}/cache/clear`);
  assert.deepEqual([got.status, got.headers.allow], [405, "POST"]);
});
