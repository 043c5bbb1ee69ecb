import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_LIMITS } from "./limits.ts";
import { QueryQueue } from "./query-queue.ts";

const never = new AbortController().signal;
const queueOf = (limits: object) => new QueryQueue({ ...DEFAULT_LIMITS, ...limits });

test("as many run at once as may, and who waits longest comes next", async () => {
  const queue = queueOf({ atOnce: 2 });
  const order: string[] = [];
  const enter = async (name: string) => {
    const leave = await queue.enter(never);
    order.push(name);
    return leave;
  };
  const [leaveA] = await Promise.all([enter("a"), enter("b")]);
  const [c, d] = [enter("c"), enter("d")];
  leaveA!();
  const late = enter("e");
  const leaveC = await c;
  assert.deepEqual(order, ["a", "b", "c"]);
  leaveA!();
  leaveC();
  (await d)();
  await late;
  assert.deepEqual(order, ["a", "b", "c", "d", "e"]);
});

test("who finds too many waiting is sent away", async () => {
  const queue = queueOf({ atOnce: 1, waiting: 1 });
  const leave = await queue.enter(never);
  const second = queue.enter(never);
  await assert.rejects(queue.enter(never), { errorType: "unavailable", status: 503 });
  leave();
  (await second)();
  await queue.enter(never);
});

test("a client that goes while it waits leaves its place to the next", async () => {
  const queue = queueOf({ atOnce: 1 });
  const leave = await queue.enter(never);
  const gone = new AbortController();
  const waiting = queue.enter(gone.signal);
  const next = queue.enter(never);
  gone.abort();
  await assert.rejects(waiting, { errorType: "canceled" });
  await assert.rejects(queue.enter(gone.signal), { errorType: "canceled" });
  leave();
  await next;
});

test("who waits longer than a query may take is told so, as Prometheus does", async () => {
  const queue = queueOf({ atOnce: 1, timeoutMs: 1 });
  await queue.enter(never);
  await assert.rejects(queue.enter(never), {
    errorType: "timeout",
    message: "query timed out in query queue",
  });
});
