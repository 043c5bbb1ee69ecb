import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../model/index.ts";
import { API, engineFor, TOKEN } from "./test-engine.fixture.ts";

const REMOTE = { "x-farol-client": "203.0.113.9" };
const BEARER = { authorization: `Bearer ${TOKEN}` };

test("bad input is refused with the parameter, the value and the rule", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  slab.single({ name: "queue_length", type: "gauge" });
  tick();
  const table: [string, RegExp][] = [
    ["performance?range=15x", /^range=15x: .*a duration/],
    ["performance?range=0s", /^range=0s: it is longer than 0/],
    ["performance?start=yesterday", /^start=yesterday: a time is unix seconds or RFC 3339/],
    ["performance?start=2000&end=1000", /^start=2000: it is before the end, 1000/],
    ["performance?start=1&range=5m", /^range=.*instead of start/],
    ["metrics?limit=0", /^limit=0: it is a whole number from 1 to 1000/],
    ["metrics?limit=1e3", /^limit=1e3/],
    ["metrics?cursor=%22", /^cursor=": /],
    ["metrics/queue_length?cursor=abc", /^cursor=abc/],
    ["metrics/queue_length?view=graph", /^view=graph: it is one of samples, value, rate, quantiles/],
    ["metrics/queue_length?view=value&by=a,b-c", /"b-c" is no name of a label/],
    ["metrics/queue_length?view=value&q=2", /^q=2: /],
    ["metrics/queue_length?view=value&range=10y&step=1s", /11000 steps/],
  ];
  for (const [query, detail] of table) {
    const { status, headers, json } = await ask(`${API}/${query}`);
    assert.deepEqual([query, status, json.code], [query, 400, "FAROL_BAD_PARAMETER"]);
    assert.equal(headers["content-type"], "application/problem+json");
    assert.match(json.detail, detail);
    assert.deepEqual([json.status, json.title], [400, "A parameter cannot be used"]);
  }
});

test("an unknown metric's problem names the one that was meant", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  slab.single({ name: "http_requests_total", type: "counter" });
  tick();
  const misspelled = await ask(`${API}/metrics/http_request_total`);
  assert.deepEqual([misspelled.status, misspelled.json.code], [404, "FAROL_UNKNOWN_METRIC"]);
  assert.match(misspelled.json.detail, /Did you mean http_requests_total\?/);
  const foreign = await ask(`${API}/metrics/${encodeURIComponent("<script>")}`);
  assert.doesNotMatch(foreign.json.detail, /Did you mean/);
});

test("a view that a metric's type does not have is refused with those that it has", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  slab.single({ name: "queue_length", type: "gauge" });
  slab.single({ name: "h", type: "histogram", buckets: [1] });
  tick();
  for (const query of ["queue_length?view=rate", "queue_length?view=quantiles", "h?view=value"]) {
    const { status, json } = await ask(`${API}/metrics/${query}`);
    assert.deepEqual([query, status, json.code], [query, 400, "FAROL_WRONG_VIEW"]);
  }
});

test("what is not there is a problem, too", async (t) => {
  const { ask } = await engineFor(t);
  for (const path of [`${API}/nothing`, `${API}/metrics/`, "/healthy", "//", `${API}/metrics/a/b`]) {
    const { status, json } = await ask(path);
    assert.ok([404, 400].includes(status), `${path}: ${status}`);
    assert.match(json.code, /FAROL_(NO_SUCH_PAGE|UNKNOWN_METRIC|BAD_ADDRESS)/);
  }
  const broken = await ask(`${API}/metrics/%E0%A4%A`);
  assert.deepEqual([broken.status, broken.json.code], [400, "FAROL_BAD_ADDRESS"]);
});

test("only GET and HEAD are answered, HEAD without a body", async (t) => {
  const { ask } = await engineFor(t);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const { status, headers, json } = await ask(`${API}/health`, { method });
    assert.deepEqual([status, headers.allow, json.code], [405, "GET, HEAD", "FAROL_METHOD_NOT_ALLOWED"]);
  }
  const head = await ask("/health/ready", { method: "HEAD" });
  const get = await ask("/health/ready");
  assert.deepEqual(
    [head.status, head.text, head.headers["content-length"]],
    [200, "", String(get.text.length)],
  );
});

test("clients on other machines need the token, except for health, /metrics and the console's files", async (t) => {
  const { ask } = await engineFor(t);
  for (const path of ["/metrics", "/health/live", "/health/ready", "/farol/", "/"]) {
    assert.ok(![401, 403].includes((await ask(path, { headers: REMOTE })).status), path);
  }
  for (const path of [
    "health",
    "health/detailed",
    "metrics",
    "metrics/x",
    "performance",
    "system/info",
    "docs",
    "openapi.json",
    "nothing",
  ]) {
    const refused = await ask(`${API}/${path}`, { headers: REMOTE });
    assert.deepEqual([path, refused.status, refused.json.code], [path, 401, "FAROL_UNAUTHORIZED"]);
    assert.match(refused.headers["www-authenticate"] ?? "", /^Bearer/);
    assert.notEqual((await ask(`${API}/${path}`, { headers: { ...REMOTE, ...BEARER } })).status, 401);
  }
  for (const authorization of ["Bearer wrong", TOKEN, "Basic eDp5", "Bearer "]) {
    assert.equal((await ask(`${API}/health`, { headers: { ...REMOTE, authorization } })).status, 401);
  }
});

test("without a token set, clients on other machines are refused", async (t) => {
  const { ask } = await engineFor(t, { token: undefined });
  assert.equal(
    (await ask(`${API}/health`, { headers: { ...REMOTE, authorization: "Bearer undefined" } })).status,
    401,
  );
});

test("what our own server forwards for this machine is open, whatever kind of loopback it is", async (t) => {
  const { ask } = await engineFor(t);
  for (const client of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) {
    const { status } = await ask(`${API}/health`, { headers: { "x-farol-client": client } });
    assert.equal(status, 200, client);
  }
  for (const client of ["::ffff:10.0.0.1", "unknown", "127.0.0.1.example.com", "127.0.0.1, 10.0.0.1", ""]) {
    const { status } = await ask(`${API}/health`, { headers: { "x-farol-client": client } });
    assert.equal(status, 401, client);
  }
});

test("a foreign name that resolves to this machine opens nothing", async (t) => {
  const { ask } = await engineFor(t);
  for (const host of ["evil.example", "localhost.evil.example", "evil.example:80", "127.0.0.1.nip.io"]) {
    for (const path of ["/metrics", `${API}/health`, "/farol/"]) {
      const { status, json } = await ask(path, { headers: { host } });
      assert.deepEqual([host, status, json.code], [host, 403, "FAROL_FOREIGN_HOST"]);
    }
    const pretending = await ask(`${API}/health`, { headers: { host, "x-farol-client": "127.0.0.1" } });
    assert.equal(pretending.status, 401);
  }
  for (const host of ["localhost", "localhost:9464", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "192.0.2.7"]) {
    assert.equal((await ask(`${API}/health`, { headers: { host } })).status, 200, host);
  }
});

test("a mistake of our own is a problem without details, which are logged", async (t) => {
  const logged: object[] = [];
  const logger = { ...silentLogger, error: (fields: object) => logged.push(fields) };
  const { slab, ask } = await engineFor(t, { logger });
  // Breaks the promise of model/slab.ts that a line is whole JSON.
  slab.append(undefined as never);
  const { status, json } = await ask("/metrics");
  assert.deepEqual([status, json.code, json.detail], [500, "FAROL_INTERNAL", "The engine's log says more"]);
  assert.equal(logged.length, 1);
});

test("answers say that they are not to be framed, sniffed or kept", async (t) => {
  const { ask } = await engineFor(t);
  for (const path of [`${API}/health`, "/metrics", `${API}/nothing`]) {
    const { headers } = await ask(path);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(String(headers["content-security-policy"]), /frame-ancestors 'none'/);
    assert.equal(headers["cache-control"], "no-store");
  }
});
