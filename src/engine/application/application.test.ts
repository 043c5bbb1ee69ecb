import assert from "node:assert/strict";
import { test } from "node:test";
import { Application } from "./application.ts";
import type { AskMessage } from "./messages.ts";

test("each question gets its own answer, in whatever order they come", async () => {
  const sent: AskMessage[] = [];
  const application = new Application((message) => sent.push(message));
  const first = application.ask("cacheStatus", null);
  const second = application.ask("cacheStatus", null);
  application.answered({ kind: "answer", id: sent[1]!.id, answers: [[]] });
  application.answered({ kind: "answer", id: sent[0]!.id, error: "no" });
  assert.deepEqual(await second, [[]]);
  await assert.rejects(first, { name: "Unanswered", kind: "failed", message: "no" });
});

test("who is not answered in two seconds is told so, and a late answer is not heard", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent: AskMessage[] = [];
  const application = new Application((message) => sent.push(message));
  const asked = application.ask("cacheStatus", null);
  t.mock.timers.tick(2000);
  await assert.rejects(asked, { kind: "silent" });
  application.answered({ kind: "answer", id: sent[0]!.id, answers: [] });
});

test("closing answers who still waits", async () => {
  const application = new Application(() => {});
  const asked = application.ask("cacheClear", {});
  application.close();
  await assert.rejects(asked, { kind: "silent" });
});
