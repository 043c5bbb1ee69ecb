import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "farol";
import { type LimitRatesOptions, limitRates } from "./limit-rates.ts";
import { rememberedShedding, startHeld } from "./shedding.fixture.ts";

/** An application in which the header `as` says who is signed in, and on whose clock it is half past a second. */
async function startLimited(options: Partial<LimitRatesOptions> = {}) {
  const clock = new ManualClock(10_500);
  const { metrics, written } = rememberedShedding();
  const started = await startHeld(async (app) => {
    app.decorateRequest("actor", null);
    app.addHook("onRequest", async (request) => {
      const { as } = request.headers;
      if (typeof as === "string") request.actor = { id: as, role: "reviewer" };
    });
    await limitRates(app, { clock, metrics, perSecond: 2, credentialsPerMinute: 2, ...options });
    const credentials = { config: { takesCredentials: true } };
    app.get("/reviews", () => "here");
    app.post("/sessions", credentials, () => "here");
    app.post("/users", credentials, () => "here");
  });
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(started.origin + path, { method, headers });
  const statuses = async (times: number, ...request: Parameters<typeof send>) => {
    const answers: number[] = [];
    for (let i = 0; i < times; i++) answers.push((await send(...request)).status);
    return answers;
  };
  return { ...started, clock, written, send, statuses };
}

function limitsOf({ headers }: Response) {
  return ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"].map((name) =>
    headers.get(name),
  );
}

test("each answer says how much may be sent, and what is past that is refused until the window is over", async () => {
  const { clock, send, statuses, written, value } = await startLimited();
  assert.deepEqual(limitsOf(await send("GET", "/reviews")), ["2", "1", "1", null]);
  assert.deepEqual(await statuses(1, "GET", "/reviews"), [200]);
  const refused = await send("GET", "/reviews");
  assert.equal(refused.status, 429);
  assert.deepEqual(limitsOf(refused), ["2", "0", "1", "1"]);
  assert.match(refused.headers.get("content-type")!, /^application\/problem\+json/);
  const problem = (await refused.json()) as { type: string; detail: string };
  assert.equal(problem.type, "urn:reviews:problem:rate_limited");
  assert.match(problem.detail, /try again in 1 second\./);
  assert.equal(written.shed.rate_limit, 1);
  assert.equal(value("errors_total", { kind: "rate_limited" }), 1);
  clock.advance(500);
  assert.deepEqual(await statuses(2, "GET", "/reviews"), [200, 200]);
});

test("users at one address do not take from each other", async () => {
  const { statuses } = await startLimited();
  assert.deepEqual(await statuses(3, "GET", "/reviews", { as: "ada" }), [200, 200, 429]);
  assert.deepEqual(await statuses(3, "GET", "/reviews", { as: "grace" }), [200, 200, 429]);
  assert.deepEqual(await statuses(3, "GET", "/reviews"), [200, 200, 429]);
});

test("credentials are limited by address and route, whoever is signed in, and by the minute", async () => {
  const { clock, statuses } = await startLimited();
  assert.deepEqual(await statuses(2, "POST", "/sessions", { as: "ada" }), [200, 200]);
  assert.deepEqual(await statuses(1, "POST", "/sessions", { as: "grace" }), [429]);
  assert.deepEqual(await statuses(3, "POST", "/users"), [200, 200, 429]);
  clock.advance(49_000);
  assert.deepEqual(await statuses(1, "POST", "/sessions"), [429]);
  clock.advance(500);
  assert.deepEqual(await statuses(1, "POST", "/sessions"), [200]);
});

test("this machine may be trusted with credentials, but not who comes through a proxy on it", async () => {
  const { statuses } = await startLimited({ trustsLoopback: true });
  assert.deepEqual(await statuses(3, "POST", "/sessions"), [200, 200, 200]);
  const proxied = { "x-forwarded-for": "203.0.113.7" };
  assert.deepEqual(await statuses(3, "POST", "/sessions", proxied), [200, 200, 429]);
});

test("the addresses of one IPv6 network count as one", async () => {
  const { app } = await startLimited();
  const statusFor = async (remoteAddress: string) =>
    (await app.inject({ url: "/reviews", remoteAddress })).statusCode;
  assert.equal(await statusFor("2001:db8::1"), 200);
  assert.equal(await statusFor("2001:db8::2"), 200);
  assert.equal(await statusFor("2001:db8::3"), 429);
  assert.equal(await statusFor("2001:db8:0:1::1"), 200);
});
