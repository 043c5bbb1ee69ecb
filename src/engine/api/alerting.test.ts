import assert from "node:assert/strict";
import { test } from "node:test";
import { alertingDefinition } from "../alerts/alerting-definition.fixture.ts";
import { alertingEngine, inbox } from "./alerting-engine.fixture.ts";
import { API, engineFor, START_MS, TICK_MS } from "./test-engine.fixture.ts";

const WHO = { author: "ana", reason: "mail is being moved" };

interface Item {
  readonly id: string;
  readonly labels: { readonly alertname: string; readonly queue: string };
}

test("an alert fires, is silenced, told of once the silence ends, resolved, and in the history", async (t) => {
  const { queue, evaluate, later, items, command, receiver, clock } = await alertingEngine(t);
  const matchers = [`queue="mail"`, { label: "alertname", operator: "=~", value: "Deep|Other" }];
  const silence = await command(`${API}/silences`, { matchers, duration: "2h", ...WHO });
  assert.equal(silence.status, 201);
  // Both groups are looked at together, so that the one message proves that there was to be no other.
  queue("mail")[0] = 12;
  queue("web")[0] = 13;
  await evaluate();
  assert.deepEqual(await receiver.hears(1), ["Deep web"]);
  const mail = (await items("alerts")).find(({ labels }: Item) => labels.queue === "mail");
  assert.deepEqual([mail.state, mail.silencedBy], ["firing", [silence.json.id]]);
  assert.deepEqual((await items("silences"))[0].alerts, [mail.id]);

  const expired = await command(`${API}/silences/${silence.json.id}/expire`, { author: "ben" });
  assert.deepEqual([expired.status, expired.json.state], [200, "expired"]);
  await later();
  assert.deepEqual(await receiver.hears(2), ["Deep web", "Deep mail"]);

  const said = { author: "ana", note: "the disk was full" };
  const resolved = await command(`${API}/alerts/${mail.id}/resolve`, said);
  const [atMs, { startsAtMs }] = [clock.now(), mail];
  assert.deepEqual(resolved.json, { id: mail.id, startsAtMs, atMs, ...said });
  await later();
  assert.deepEqual(await receiver.hears(3), ["Deep web", "Deep mail", "-Deep mail"]);
  assert.deepEqual(
    (await items("alerts")).map(({ labels }: Item) => labels.queue),
    ["web"],
  );
  const [past, ...more] = await items("alerts?state=history");
  assert.deepEqual([past.id, more], [`${mail.id}@${startsAtMs}`, []]);
  assert.deepEqual([past.state, past.endsAtMs, past.durationMs], ["resolved", atMs, atMs - startsAtMs]);
  assert.deepEqual(past.resolution, { ...said, atMs });
  assert.deepEqual(
    (await items("audit")).map(({ action }: { action: string }) => action),
    ["alert.resolve", "silence.expire", "silence.add"],
  );
});

test("an alert tells its value, its texts, who was told, and where its expression is shown", async (t) => {
  const { queue, evaluate, later, items, receiver } = await alertingEngine(t);
  queue("main")[0] = 11;
  queue("side")[0] = 12;
  await evaluate();
  await receiver.hears(1);
  await later();
  const alerts = await items("alerts");
  const [main, side] = ["main", "side"].map((name) =>
    alerts.find(({ labels }: Item) => labels.queue === name),
  );
  const { id, ...rest } = main;
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.deepEqual(rest, {
    ...{ fingerprint: id, state: "firing", value: 11 },
    labels: { alertname: "Deep", queue: "main", severity: "warning" },
    annotations: { summary: "main has 11" },
    ...{ startsAtMs: START_MS + TICK_MS, endsAtMs: null, durationMs: 5 * TICK_MS },
    ...{ evidence: [], silencedBy: [], inhibited: false, resolution: null },
    receivers: [{ name: "hook", told: true, mutedBy: [] }],
    link: "https://shop.example.com/farol/?query=depth%20%3E%2010",
  });
  assert.deepEqual([side.inhibited, side.receivers], [true, [{ name: "hook", told: false, mutedBy: [] }]]);
});

test("alerts that will fire are listed since when their expression has an answer", async (t) => {
  const { queue, evaluate, items } = await alertingEngine(t);
  queue("mail")[0] = 200;
  await evaluate();
  await evaluate();
  const [pending, ...more] = await items("alerts?state=pending");
  assert.deepEqual(more, []);
  assert.deepEqual(
    [pending.state, pending.labels.alertname, pending.startsAtMs, pending.durationMs],
    ["pending", "Deeper", START_MS + TICK_MS, TICK_MS],
  );
  const seconds = (START_MS + 2 * TICK_MS) / 1000;
  assert.deepEqual(await items(`alerts?state=pending&since=${seconds}`), []);
  assert.equal((await items("alerts?limit=1")).length, 1);
});

test("rules tell how they are: with answers, without, about nothing that is measured, or in error", async (t) => {
  const { queue, evaluate, ask, file } = await alertingEngine(t);
  queue("mail")[0] = 5;
  await evaluate();
  const { json } = await ask(`${API}/rules`);
  const [group] = json.groups;
  const { rules, ...said } = group;
  const lastMs = START_MS + TICK_MS;
  assert.deepEqual(said, { name: "queues", file, intervalMs: TICK_MS, limit: 0, lastMs, durationMs: 0 });
  assert.deepEqual(
    rules.map(({ name, health, state }: Record<string, string>) => [name, health, state]),
    [
      ["queue:depth:max", "ok", undefined],
      ["Deep", "empty", "inactive"],
      ["Deeper", "empty", "inactive"],
      ["Unmeasured", "no series", "inactive"],
    ],
  );
  assert.deepEqual([json.evaluatedBy, json.evaluations, json.missedTicks], ["engine", 8, 0]);
});

test("a rule file that cannot be read is told with the rules, and why", async (t) => {
  const alerting = alertingDefinition({ ruleFiles: ["/nowhere/rules.yml"] });
  const { ask } = await engineFor(t, { alerting });
  const { groups, faults } = (await ask(`${API}/rules`)).json;
  assert.deepEqual([groups, faults.length, faults[0].file], [[], 1, "/nowhere/rules.yml"]);
  assert.match(faults[0].message, /ENOENT/);
});

test("alerts that fire, and those that did, come page by page, the latest first", async (t) => {
  const { queue, evaluate, later, ask } = await alertingEngine(t);
  const [a, b, c] = ["a", "b", "c"].map(queue) as [Float64Array, Float64Array, Float64Array];
  for (const one of [a, b, c]) {
    one[0] = 11;
    await evaluate();
  }
  const namesOf = async (query: string) => {
    const names: string[] = [];
    for (let more = ""; names.length < 9; ) {
      const { json } = await ask(`${API}/alerts?limit=2&${query}${more}`);
      names.push(json.items.map(({ labels }: Item) => labels.queue).join(" "));
      if (json.nextCursor === null) break;
      more = `&cursor=${json.nextCursor}`;
    }
    return names;
  };
  assert.deepEqual(await namesOf("state=active"), ["c b", "a"]);
  assert.deepEqual(await namesOf(`since=${(START_MS + 2 * TICK_MS) / 1000}`), ["c b"]);
  // Two end at one time.
  for (const some of [[b], [a, c]]) {
    for (const one of some) one[0] = 1;
    await evaluate();
  }
  await later();
  const [first, last] = await namesOf("state=history");
  assert.deepEqual([[...first!].sort().join("").trim(), last], ["ac", "b"]);
});

test("messages tell what became of them and why, receivers how they do, and neither a secret", async (t) => {
  const broken = await inbox(t, 500);
  const environment = {
    FAROL_WEBHOOK_URL: `${broken.url}s3cret`,
    FAROL_HEARTBEAT_URL: `${broken.url}s3cret`,
  };
  const { queue, evaluate, ask } = await alertingEngine(t, { notify: "webhook" }, { environment });
  queue("mail")[0] = 11;
  await evaluate();
  await broken.hears(1);
  const answered = async () => {
    for (;;) {
      const { json, text } = await ask(`${API}/notifications?state=waiting`);
      if (json.items[0]?.attempts === 1 && json.heartbeat.last !== null) return { json, text };
    }
  };
  const { json, text } = await answered();
  const [{ id: _, groupKey: __, nextAttemptMs, ...message }] = json.items;
  const atMs = START_MS + TICK_MS;
  assert.deepEqual(message, {
    ...{ receiver: "webhook", sequence: 1, status: "firing", firing: 1, resolved: 0 },
    ...{ state: "waiting", atMs, waitsSinceMs: atMs, attempts: 1, lastError: message.lastError },
  });
  assert.match(message.lastError, /500/);
  assert.ok(nextAttemptMs > atMs);
  assert.deepEqual(json.receivers, [
    { name: "webhook", sent: 0, failed: 0, retried: 1, waiting: 1, oldestSeconds: 0 },
  ]);
  assert.equal(json.heartbeat.last.outcome, "retry");
  const all = await Promise.all(
    ["alerts", "rules", "silences", "audit"].map((path) => ask(`${API}/${path}`)),
  );
  for (const told of [text, ...all.map((one) => one.text)]) assert.doesNotMatch(told, /s3cret/);
  assert.deepEqual((await ask(`${API}/notifications?state=failed`)).json.items, []);
});

test("a receiver is tried with a message that says that it is a test", async (t) => {
  const { command, receiver } = await alertingEngine(t);
  const { status, json } = await command(`${API}/receivers/hook/test`, {});
  assert.deepEqual([status, json], [200, { receiver: "hook", outcome: "taken" }]);
  await command(`${API}/receivers/hook/test`, { status: "resolved" });
  assert.deepEqual(receiver.heard, ["FarolTest", "-FarolTest"]);
  const unknown = await command(`${API}/receivers/pager/test`, {});
  assert.deepEqual([unknown.status, unknown.json.code], [404, "FAROL_NO_SUCH_RECEIVER"]);
  assert.match(unknown.json.detail, /pager; there are hook/);
});

test("silences are listed by state, with when they begin and end", async (t) => {
  const { command, items, clock } = await alertingEngine(t);
  const nowMs = clock.now();
  const startsAt = String(nowMs / 1000 + 60);
  const endsAt = new Date(nowMs + 3_600_000).toISOString();
  await command(`${API}/silences`, { matchers: ["severity=warning"], startsAt, endsAt, ...WHO });
  const [silence] = await items("silences?state=pending");
  const { id: _, ...rest } = silence;
  assert.deepEqual(rest, {
    ...{ state: "pending", ...WHO, alerts: [] },
    matchers: [{ label: "severity", operator: "=", value: "warning" }],
    ...{ startsAtMs: nowMs + 60_000, endsAtMs: nowMs + 3_600_000, createdAtMs: nowMs },
  });
  assert.deepEqual(await items("silences?state=active"), []);
  clock.advance(60_000);
  assert.equal((await items("silences?state=active")).length, 1);
});

test("where no rules are evaluated, lists are empty and say so, and commands are refused", async (t) => {
  for (const [prometheusUrl, evaluatedBy, detail] of [
    [undefined, "nobody", /^No rules are evaluated here/],
    ["http://me:s3cret@127.0.0.1:1/", "prometheus", /^The Prometheus at http:\/\/127.0.0.1:1 evaluates/],
  ] as const) {
    const { ask, command } = await engineFor(t, { prometheusUrl });
    for (const [path, list] of Object.entries({
      alerts: "items",
      silences: "items",
      notifications: "items",
      rules: "groups",
    })) {
      const { status, json } = await ask(`${API}/${path}`);
      assert.deepEqual([path, status, json.evaluatedBy, json[list]], [path, 200, evaluatedBy, []]);
    }
    const commands = {
      silences: { matchers: ["a=b"], duration: "1h", ...WHO },
      "silences/x/expire": {},
      "alerts/x/resolve": { author: "a", note: "b" },
      "receivers/x/test": {},
    };
    for (const [path, body] of Object.entries(commands)) {
      const { status, json } = await command(`${API}/${path}`, body);
      assert.deepEqual([path, status, json.code], [path, 503, "FAROL_NOT_ALERTING"]);
      assert.match(json.detail, detail);
    }
  }
});
