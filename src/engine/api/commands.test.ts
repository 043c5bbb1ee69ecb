import assert from "node:assert/strict";
import { test } from "node:test";
import { type Logger, ManualClock, silentLogger } from "../../model/index.ts";
import { openRemembered } from "../remembered.ts";
import { alertingEngine } from "./alerting-engine.fixture.ts";
import { API, engineFor, START_MS } from "./test-engine.fixture.ts";

const SILENCE = { matchers: ["a=b"], duration: "1h", author: "ana", reason: "so" };

test("a silence that is wrong is refused with the field, what was found, the rule and the cure", async (t) => {
  const { command, items, clock } = await alertingEngine(t);
  const table: readonly (readonly [object, RegExp])[] = [
    [{ matchers: ["severity"] }, /^matchers\[0\]: "severity": a matcher is .* Write it like severity=/],
    [{ matchers: [{ label: "a", operator: "==", value: "b" }] }, /^matchers\[0\]/],
    [{ matchers: ["a=~[x"] }, /^the pattern "\[x" .*RE2/],
    [{ matchers: [] }, /^a silence: .*match an alert without labels.*Give matchers/],
    [{ matchers: ["a=~.*"] }, /^a silence: .*match an alert without labels/],
    [{ duration: "2x" }, /^duration: "2x": a duration is/],
    [{ duration: "0s" }, /^a silence: .*an end that is not after the beginning/],
    [{ matchers: [{ label: "", operator: "=", value: "b" }] }, /^matchers\[0\]: .* a matcher is/],
    [{ endsAt: "2026-03-01T00:00:00Z" }, /^endsAt, duration: exactly one of them says the end/],
    [{ duration: undefined }, /^endsAt, duration: exactly one of them says the end/],
    [{ duration: "9000y" }, /^9000y: a silence ends before the year 10000/],
    [{ duration: undefined, endsAt: "soon" }, /^endsAt: soon is neither unix seconds nor RFC 3339/],
    [{ duration: undefined, startsAt: "1", endsAt: "2" }, /^a silence: .*an end in the past/],
    [{ author: " " }, /^author: 0 characters: it has 1 to 128/],
    [{ reason: "a\nb" }, /^reason: a control character: it has 1 to 1000/],
    [{ comment: "c" }, /^comment: there is no such field/],
  ];
  for (const [wrong, detail] of table) {
    const { status, json } = await command(`${API}/silences`, { ...SILENCE, ...wrong });
    assert.deepEqual([status, json.code], [400, "FAROL_BAD_BODY"], JSON.stringify(wrong));
    assert.match(json.detail, detail);
    clock.advance(1000);
  }
  assert.deepEqual([await items("silences"), await items("audit")], [[], []]);
});

test("what does not fire, or is not there, is not found, and not on record", async (t) => {
  const { command, items } = await alertingEngine(t);
  const resolved = await command(`${API}/alerts/0123456789abcdef/resolve`, { author: "a", note: "b" });
  assert.deepEqual([resolved.status, resolved.json.code], [404, "FAROL_NO_SUCH_ALERT"]);
  const expired = await command(`${API}/silences/nothing/expire`, {});
  assert.deepEqual([expired.status, expired.json.code], [404, "FAROL_NO_SUCH_SILENCE"]);
  assert.deepEqual(await items("audit"), []);
});

test("every command is on record with who sent it", async (t) => {
  const { command, ask, items } = await alertingEngine(t);
  await command(`${API}/silences`, SILENCE, { "x-farol-client": "203.0.113.9" });
  await command(`${API}/deployments`, { phase: "started", version: "2" });
  await command(`${API}/cache/clear`, { cache: "books" });
  const [cleared, deployed, silenced] = await items("audit");
  assert.deepEqual([cleared.action, cleared.details], ["cache.clear", { cache: "books" }]);
  assert.deepEqual(
    [deployed.action, deployed.details],
    ["deployment.record", { phase: "started", version: "2" }],
  );
  assert.deepEqual(silenced, {
    ...{ atMs: START_MS, client: "203.0.113.9", action: "silence.add" },
    details: {
      ...{ matchers: ['a="b"'], author: "ana", reason: "so" },
      ...{ startsAtMs: START_MS, endsAtMs: START_MS + 3_600_000 },
    },
  });
  const pages = [(await ask(`${API}/audit?limit=2`)).json];
  pages.push((await ask(`${API}/audit?limit=2&cursor=${pages[0].nextCursor}`)).json);
  assert.deepEqual(
    pages.map((page) => page.items.map(({ action }: { action: string }) => action)),
    [["cache.clear", "deployment.record"], ["silence.add"]],
  );
  const remote = await ask(`${API}/audit`, { headers: { "x-farol-client": "203.0.113.9" } });
  assert.equal(remote.status, 401);
});

test("what cannot be put on record is not done", async (t) => {
  const errors: string[] = [];
  const error: Logger["error"] = (_fields, message) => errors.push(message);
  const logger = { ...silentLogger, error };
  const remembered = openRemembered({ clock: new ManualClock(START_MS), logger });
  t.after(() => remembered.close());
  const { command, items } = await alertingEngine(t, {}, { logger, remembered });
  remembered.database.exec(
    "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
  );
  for (const [path, body] of Object.entries({
    silences: SILENCE,
    deployments: { phase: "started", version: "2" },
    "receivers/hook/test": {},
  })) {
    const { status, json } = await command(`${API}/${path}`, body);
    assert.deepEqual([status, json.code], [503, "FAROL_NOT_KEPT"], path);
    assert.match(json.detail, /the disk is full/);
  }
  assert.deepEqual([await items("silences"), await items("deployments")], [[], []]);
  assert.equal(errors.length, 3);
});

test("commands that come too fast are told when to come again, and strangers use nobody's rate up", async (t) => {
  const { command, clock } = await engineFor(t);
  const send = (headers = {}) => command(`${API}/deployments`, { phase: "started", version: "2" }, headers);
  for (let i = 0; i < 40; i++) assert.equal((await send({ authorization: "Bearer another" })).status, 401);
  const statuses = new Set<number>();
  for (let i = 0; i < 30; i++) statuses.add((await send()).status);
  assert.deepEqual([...statuses], [201, 200]);
  const { status, headers, json } = await send();
  assert.deepEqual([status, headers["retry-after"], json.code], [429, "1", "FAROL_TOO_MANY_COMMANDS"]);
  assert.equal(json.detail, "127.0.0.1 may send the next in 1 s");
  assert.equal((await send({ "x-farol-client": "203.0.113.9" })).status, 200);
  clock.advance(1000);
  assert.equal((await send()).status, 200);
});
