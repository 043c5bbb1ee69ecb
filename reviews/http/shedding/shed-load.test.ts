import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { ManualClock, systemClock } from "farol";
import { observeFastify } from "farol/integrations/http";
import type { FastifyInstance } from "fastify";
import { recordedHost } from "../../../test/recorded-host.ts";
import { type ShedLoadOptions, shedLoad } from "./shed-load.ts";
import { rememberedShedding, startHeld } from "./shedding.fixture.ts";

/** An application with a place for one request, and a second that waits; for a minute, unless the test says otherwise. */
async function startShedding(
  options: Partial<ShedLoadOptions> = {},
  prepare: (app: FastifyInstance) => void = () => {},
) {
  const { metrics, ...remembered } = rememberedShedding();
  const defaults = { clock: systemClock, min: 1, initial: 1, max: 1, maxQueued: 1, maxWaitMs: 60_000 };
  const started = await startHeld((app) => {
    app.get("/earlier", () => "here");
    shedLoad(app, { ...defaults, metrics, ...options });
    prepare(app);
  });
  const get = (path: string, init?: RequestInit) => fetch(started.origin + path, init);
  return { ...started, ...remembered, get };
}

test("what is past the limit and the queue is answered at once with 503, and with a time to try again", async () => {
  const { get, arrived, queued, answer, written, value } = await startShedding();
  const first = get("/held");
  await arrived(1);
  const second = get("/held");
  await queued(1);
  const third = await get("/held");
  assert.equal(third.status, 503);
  assert.equal(third.headers.get("retry-after"), "1");
  assert.match(third.headers.get("content-type")!, /^application\/problem\+json/);
  const problem = (await third.json()) as { type: string };
  assert.equal(problem.type, "urn:reviews:problem:overloaded");
  assert.equal(written.shed.concurrency, 1);
  assert.equal(value("errors_total", { kind: "overloaded" }), 1);
  answer();
  assert.equal((await first).status, 200);
  await arrived(1);
  assert.equal(written.queued, 0);
  answer();
  assert.equal((await second).status, 200);
});

test("of those who wait, the one who came last is let in first", async () => {
  const { get, arrived, queued, answer, names } = await startShedding({ maxQueued: 3 });
  const answers = [get("/held")];
  await arrived(1);
  for (const [i, name] of ["a", "b", "c"].entries()) {
    answers.push(get(`/held?name=${name}`));
    await queued(i + 1);
  }
  for (const name of ["c", "b", "a"]) {
    answer();
    await arrived(1);
    assert.deepEqual(names(), [name]);
  }
  answer();
  for (const { status } of await Promise.all(answers)) assert.equal(status, 200);
});

test("who waited goes on in the asynchronous context of his own request", async () => {
  const name = new AsyncLocalStorage<string>();
  const { metrics, queued } = rememberedShedding();
  const seen: (string | undefined)[] = [];
  const { origin, arrived, answer } = await startHeld((app) => {
    app.addHook("onRequest", (request, _reply, done) => name.run(request.url, done));
    shedLoad(app, { clock: systemClock, metrics, min: 1, initial: 1, max: 1, maxWaitMs: 60_000 });
    app.addHook("preHandler", async () => void seen.push(name.getStore()));
  });
  const answers = [fetch(`${origin}/held?name=first`)];
  await arrived(1);
  answers.push(fetch(`${origin}/held?name=second`));
  await queued(1);
  answer();
  await arrived(1);
  answer();
  await Promise.all(answers);
  assert.deepEqual(seen, ["/held?name=first", "/held?name=second"]);
});

test("who waits too long is answered with 503", async () => {
  const { get, arrived, answer, written } = await startShedding({ maxQueued: 2, maxWaitMs: 20 });
  const first = get("/held");
  await arrived(1);
  const late = await Promise.all([get("/held"), get("/held")]);
  assert.deepEqual(
    late.map(({ status }) => status),
    [503, 503],
  );
  assert.equal(written.shed.queue_timeout, 2);
  assert.equal(written.queued, 0);
  answer();
  assert.equal((await first).status, 200);
});

test("bulk does not wait, and may not fill the last quarter of the limit", async () => {
  const bulk = { config: { importance: "bulk" } } as const;
  const options = { initial: 4, max: 4 };
  const { get, arrived, answer, written } = await startShedding(options, (app) => {
    app.post("/proposals", bulk, () => "taken");
  });
  const post = () => get("/proposals", { method: "POST" });
  const people = [get("/held"), get("/held")];
  await arrived(2);
  assert.equal((await post()).status, 200);
  people.push(get("/held"));
  await arrived(3);
  assert.equal((await post()).status, 503);
  assert.equal(written.shed.concurrency, 1);
  people.push(get("/held"));
  await arrived(4);
  for (const _ of people) answer();
  for (const { status } of await Promise.all(people)) assert.equal(status, 200);
});

test("critical routes, routes that were there before, and paths without a route are never turned away", async () => {
  const critical = { config: { importance: "critical" } } as const;
  const { get, arrived, answer, written } = await startShedding({ maxQueued: 0 }, (app) => {
    app.get("/critical", critical, () => "here");
  });
  const first = get("/held");
  await arrived(1);
  assert.equal((await get("/critical")).status, 200);
  assert.equal((await get("/earlier")).status, 200);
  assert.equal((await get("/nowhere")).status, 404);
  assert.equal((await get("/held")).status, 503);
  assert.equal(written.shed.concurrency, 1);
  answer();
  assert.equal((await first).status, 200);
});

test("what is turned away costs no work of the hooks that come later", async () => {
  let identified = 0;
  const { get, arrived, answer } = await startShedding({ maxQueued: 0 }, (app) => {
    app.addHook("onRequest", async () => {
      identified++;
    });
  });
  const first = get("/held");
  await arrived(1);
  assert.equal((await get("/held")).status, 503);
  assert.equal(identified, 1);
  answer();
  await first;
});

test("who leaves gives up his place, in the queue and while he is being answered", async () => {
  const { get, arrived, queued, answer, names } = await startShedding({ maxQueued: 2 });
  const leaving = [new AbortController(), new AbortController()] as const;
  const left = leaving.map(({ signal }, i) =>
    assert.rejects(get(`/held?name=leaver${i}`, { signal }), { name: "AbortError" }),
  );
  // two connections, so either may come first
  await Promise.all([arrived(1), queued(1)]);
  const last = get("/held?name=patient");
  await queued(2);
  leaving[1].abort();
  leaving[0].abort();
  await arrived(2);
  await queued(0);
  assert.ok(names().includes("patient"));
  await Promise.all(left);
  for (const _ of names()) answer();
  assert.equal((await last).status, 200);
});

test("the limit follows how long requests take, and is told", async () => {
  const clock = new ManualClock();
  const options = { clock, initial: 40, max: 40, maxQueued: 0 };
  const { get, arrived, answer, written } = await startShedding(options);
  const send = async (requests: number, durationMs: number) => {
    const round = Array.from({ length: requests }, () => get("/held"));
    await arrived(requests);
    clock.advance(durationMs);
    for (let i = 0; i < requests; i++) answer();
    await Promise.all(round);
  };
  await send(1, 10);
  assert.equal(written.limit, 40);
  for (let i = 0; i < 20; i++) await send(written.limit, 100);
  assert.ok(written.limit < 20, `${written.limit}`);
});

test("Farol counts what is turned away under its route", async () => {
  const host = recordedHost();
  const { metrics } = rememberedShedding();
  const { origin, arrived, answer } = await startHeld(async (app) => {
    await app.register(observeFastify(host));
    shedLoad(app, { clock: systemClock, metrics, min: 1, initial: 1, max: 1, maxQueued: 0 });
  });
  const first = fetch(`${origin}/held`);
  await arrived(1);
  await fetch(`${origin}/held`);
  const labels = { method: "GET", endpoint: "/held", status_code: "503" };
  assert.equal(host.value("http_requests_total", labels), 1);
  answer();
  await first;
});
