import assert from "node:assert/strict";
import { test } from "node:test";
import type { FaultSettings } from "./faults.ts";
import { createCompanion } from "./server.ts";

/** A companion without a port. */
function companion() {
  const app = createCompanion();
  const put = (settings: FaultSettings | object) =>
    app.inject({ method: "PUT", url: "/faults", payload: settings });
  const notify = (body: object, key?: string) =>
    app.inject({
      ...{ method: "POST", url: "/webhook", payload: body },
      headers: key === undefined ? {} : { "idempotency-key": key },
    });
  const received = async () => (await app.inject("/webhook")).json().received;
  return { app, put, notify, received };
}

test("the scanner answers with what stands out, and refuses what is no diff", async () => {
  const { app } = companion();
  const scan = (payload: object) => app.inject({ method: "POST", url: "/scanner", payload });
  const { findings } = (await scan({ diff: "+// TODO" })).json();
  assert.deepEqual(findings, [{ rule: "todo", severity: "low", line: 1, message: "leaves something to do" }]);
  assert.equal((await scan({ text: "?" })).statusCode, 400);
});

test("the webhook keeps the last hundred notifications, and one key once", async () => {
  const { notify, received } = companion();
  assert.equal((await notify({ n: 0 }, "first")).statusCode, 202);
  const again = await notify({ n: 0 }, "first");
  assert.deepEqual([again.statusCode, again.json()], [200, { new: false }]);
  assert.deepEqual(await received(), [{ key: "first", body: { n: 0 } }]);
  for (let n = 1; n <= 100; n++) await notify({ n });
  const bodies = (await received()).map(({ body }: { body: object }) => body);
  assert.deepEqual([bodies.length, bodies[0], bodies.at(-1)], [100, { n: 1 }, { n: 100 }]);
});

test("a fault is one role's, until it is taken back", async () => {
  const { app, put } = companion();
  assert.equal((await put({ scanner: { mode: "fail" } })).statusCode, 200);
  const statuses = async () =>
    Promise.all(["/scanner", "/webhook"].map(async (url) => (await app.inject(url)).statusCode));
  assert.deepEqual(await statuses(), [503, 200]);
  await put({ webhook: { mode: "fail" } });
  assert.deepEqual(await statuses(), [503, 503]);
  await put({ scanner: { mode: "off" } });
  assert.deepEqual(await statuses(), [200, 503]);
  assert.equal((await app.inject("/faults")).json().webhook.mode, "fail");
});

test("a rate meets that share of requests, and the same ones for the same seed", async () => {
  const { app, put } = companion();
  const statuses = async (seed: number) => {
    await put({ scanner: { mode: "fail", rate: 0.3, seed } });
    const answers = Array.from({ length: 200 }, () => app.inject("/scanner"));
    return (await Promise.all(answers)).map(({ statusCode }) => statusCode);
  };
  const first = await statuses(7);
  const failed = first.filter((status) => status === 503).length;
  assert.ok(failed > 40 && failed < 80, `${failed} of 200`);
  assert.deepEqual(await statuses(7), first);
  assert.notDeepEqual(await statuses(8), first);
});

test("settings that are none are refused, and change nothing", async () => {
  const { put, app } = companion();
  for (const settings of [
    { scanner: { mode: "explode" } },
    { scanner: { mode: "fail", rate: 2 } },
    { printer: {} },
  ]) {
    assert.equal((await put(settings)).statusCode, 400);
  }
  assert.equal((await app.inject("/faults")).json().scanner.mode, "off");
});
