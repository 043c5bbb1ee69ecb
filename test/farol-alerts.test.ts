import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../src/cli/run.ts";
import { rulesFile } from "../src/engine/alerts/alerting-definition.fixture.ts";
import { alertingService, farol, listening, RULES } from "./farol-alerts-engine.ts";

/** More alerts than one. */
const TWINS = `groups:
  - name: twins
    rules:
      - alert: Twin
        expr: label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", "") or vector(1)
        annotations: { summary: "One line\\nand another" }
`;

const lines = (...all: readonly string[]) => `${all.join("\n")}\n`;

test("alerts are told with since when and why, and what was found where that is asked for", async (t) => {
  const { id, farol } = await alertingService(t);
  const { code, out, err } = await farol("alerts");
  const [head, deep, late, ...rest] = out.split("\n");
  assert.deepEqual([code, err, rest], [0, "", [""]]);
  assert.equal(head, "id                state    severity  name  since                 for  summary");
  assert.equal(deep, `${id}  firing   critical  Deep  2026-03-01T14:00:00Z  3m   The queue has 12`);
  assert.match(late!, /^[0-9a-f]{16} {2}pending {2}warning {3}Late {2}2026-03-01T14:00:00Z {2}3m$/);
  const found = await farol("alerts", "--evidence");
  assert.deepEqual(found.out.split("\n").slice(2, 6), [
    "    What changed:",
    "    - a deployment",
    "        2.0.1",
    "        by ana",
  ]);
  const { items } = JSON.parse((await farol("alerts", "--json")).out);
  assert.deepEqual(
    items.map(({ state, value }: { state: string; value: number }) => [state, value]),
    [
      ["firing", 12],
      ["pending", 1],
    ],
  );
});

test("an alert that somebody resolves fires no more, and the history says who said so", async (t) => {
  const { id, farol } = await alertingService(t);
  assert.equal((await farol("alerts", "--history")).out, "Nothing has fired.\n");
  const resolved = await farol("alerts", "resolve", id, "--note", "it was a test", "--author", "ana");
  assert.deepEqual(resolved, { code: 0, out: `Resolved: ${id}.\n`, err: "" });
  assert.doesNotMatch((await farol("alerts")).out, /Deep/);
  const [, past, note] = (await farol("alerts", "--history")).out.split("\n");
  assert.match(past!, new RegExp(`^${id} {2}resolved {2}critical {2}Deep {2}2026-03-01T14:00:00Z {2}3m `));
  assert.equal(note, "    resolved by ana: it was a test");
  const again = await farol("alerts", "resolve", id, "--note", "again");
  assert.equal(again.code, 1);
  assert.match(again.err, /answers 404, No such alert fires\. No alert fires whose id is/);
});

test("alerts are told since a time, and that there are more of them", async (t) => {
  const { farol } = await alertingService(t, {
    ruleFiles: [rulesFile(t, TWINS)],
  });
  const few = await farol("alerts", "--limit", "2");
  assert.deepEqual([few.code, few.out.split("\n").length], [0, 4]);
  assert.equal(few.err, "There are more than 2: --limit says how many to tell.\n");
  const since = async (time: string) => (await farol("alerts", "--since", time)).out;
  assert.equal((await since("2026-03-01T14:00:00Z")).split("\n").length, 5);
  assert.equal(await since("2026-03-01T14:00:01Z"), "Nothing fires.\n");
  const wrong = await farol("alerts", "--since", "yesterday");
  assert.deepEqual([wrong.code, wrong.out], [1, ""]);
  assert.match(wrong.err, /since=yesterday: a time is unix seconds or RFC 3339/);
});

test("receivers are told with what they lack and why, and tested", async (t) => {
  const { url } = await listening(t, async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    response.writeHead(body.includes('"resolved"') ? 200 : 500).end();
  });
  const { farol } = await alertingService(t, { notify: "webhook" }, { FAROL_WEBHOOK_URL: url });
  const failing = await farol("receivers", "test", "webhook");
  assert.deepEqual([failing.code, failing.out], [1, ""]);
  assert.match(failing.err, /^webhook did not take it: .*500/);
  const [head, webhook, why] = (await farol("receivers")).out.split("\n");
  assert.equal(head, "receiver  sent  failed  retried  waiting  for");
  assert.match(webhook!, /^webhook {6}0 {7}0 {8}\d {8}1 {2}3m$/);
  assert.match(why!, /^ {4}.*500.* \(attempt \d, again at 2026-03-01T14:0\d:\d\dZ\)$/);
  const test = await farol("receivers", "test", "webhook", "--resolved");
  assert.deepEqual(test, { code: 0, out: "webhook took it.\n", err: "" });
  const unknown = await farol("receivers", "test", "pager");
  assert.equal(unknown.code, 1);
  assert.match(
    unknown.err,
    /404, There is no such receiver\. No receiver is called pager; there are webhook/,
  );
});

test("a silence is added as amtool's, listed, and expired", async (t) => {
  const { farol } = await alertingService(t);
  assert.equal((await farol("silence", "list")).out, "Nothing is silenced.\n");
  const said = ["--for", "2h", "--reason", "mail is moved", "--author", "ana"];
  const added = await farol("silence", "add", "Deep", "severity=~crit.*", ...said);
  assert.equal(added.code, 0, added.err);
  const [, id] = /^Silenced until 2026-03-01T16:03:00Z: (\S+)\nIt silences 1 alert now\.\n$/.exec(added.out)!;
  assert.match((await farol("alerts")).out, /silenced {2}critical {2}Deep/);
  assert.equal(
    (await farol("silence", "list")).out,
    lines(
      `${"id".padEnd(id!.length)}  state   until                 alerts  author  reason         matchers`,
      `${id}  active  2026-03-01T16:03:00Z       1  ana     mail is moved  alertname="Deep" severity=~"crit.*"`,
    ),
  );
  assert.deepEqual(await farol("silence", "expire", id!), { code: 0, out: `Expired: ${id}.\n`, err: "" });
  assert.equal((await farol("silence", "list")).out, "Nothing is silenced.\n");
  assert.match((await farol("silence", "list", "--all")).out, /expired/);
  const [unknown, known] = [await farol("silence", "expire", "nothing", id!), `Expired: ${id}.\n`];
  assert.deepEqual([unknown.code, unknown.out], [1, known]);
  assert.match(unknown.err, /404, There is no such silence/);
});

test("rules that run are told with how they are, and why not", async (t) => {
  const { farol } = await alertingService(t, { ruleFiles: [rulesFile(t, RULES), "/nowhere.yml"] });
  const { code, out } = await farol("rules");
  assert.equal(code, 0);
  const at = "known  2026-03-01T14:00:00Z";
  assert.equal(
    out.replaceAll(/ +\d+\.\d ms$/gm, ""),
    lines(
      "health     state     kind       name        group  last                    took",
      `ok                   recording  one         ${at}`,
      `ok         firing    alert      Deep        ${at}`,
      `ok         pending   alert      Late        ${at}`,
      `no series  inactive  alert      Unmeasured  ${at}`,
      `error                recording  wrong       ${at}`,
      "    invalid regular expression in label_replace(): [",
      "",
      "Not evaluated: /nowhere.yml: ENOENT: no such file or directory, open '/nowhere.yml'",
      "",
      "5 rules: 3 ok, 1 no series, 1 error. 0 ticks missed.",
    ),
  );
  assert.equal(JSON.parse((await farol("rules", "--json")).out).groups[0].rules.length, 5);
});

test("rule files are read with nothing running, and each that is wrong is told with its line", async (t) => {
  const right = rulesFile(t, RULES.replace("name: known", "name: known\n    interval: 90s"));
  const wrong = rulesFile(t, RULES.replace("vector(12)", "vector(12"));
  const { code, out, err } = await farol(["rules", right, wrong, "/nowhere.yml"]);
  assert.equal(code, 1);
  assert.equal(
    out,
    lines(
      `${right}: known, every 1m 30s`,
      "  recording  one",
      "  alert      Deep",
      "  alert      Late        for 1h",
      "  alert      Unmeasured",
      "  recording  wrong",
      "",
      "1 group, 5 rules: 3 alerts, 2 recordings.",
    ),
  );
  const [first, second] = err.split("\n");
  assert.ok(first!.includes(`${wrong}:7`), first);
  assert.match(first!, /unclosed left parenthesis.*\[FAROL_RULE_FILE\]$/);
  assert.match(second!, /^\/nowhere\.yml cannot be read: ENOENT/);
  const json = await farol(["rules", right, "--json"]);
  assert.deepEqual([json.code, JSON.parse(json.out).groups[0].intervalMs], [0, 90_000]);
});

test("what makes no sense is refused before anybody is asked", async (t) => {
  const said: string[] = [];
  t.mock.method(console, "error", (text: string) => said.push(text));
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [["alerts", "end"], /There is resolve, and no end/],
    [["alerts", "resolve", "--note", "x"], /Say the id of one alert/],
    [["alerts", "resolve", "x"], /Say why it is over/],
    [["alerts", "--limit", "0"], /--limit 0 is no number from 1 to 10000/],
    [["receivers", "list"], /There is test, and no list/],
    [["receivers", "test"], /Say the name of one receiver/],
    [["silence"], /Say list, add or expire\./],
    [["silence", "add", "--for", "1h", "--reason", "x"], /Say which alerts/],
    [["silence", "add", "Deep", "--reason", "x"], /Say until when/],
    [["silence", "add", "Deep", "--for", "1h", "--until", "1", "--reason", "x"], /Say until when/],
    [["silence", "add", "Deep", "--for", "1h"], /Say why/],
    [["silence", "add", "Deep", "a==b", "--for", "1h", "--reason", "x"], /"a==b": a matcher is/],
    [["silence", "expire"], /Say which, by the id/],
    [["rules", "--url", "nowhere"], /--url nowhere is no address/],
  ];
  for (const [args, reason] of table) {
    assert.equal(await run(args), 2, args.join(" "));
    assert.match(said.pop()!, reason);
  }
  const noToken = await farol(["silence", "expire", "x"], { FAROL_TOKEN: "" });
  assert.deepEqual([noToken.code, /A token is needed/.test(noToken.err)], [2, true]);
});

test("a time that is so long ago is told to the service as one", async (t) => {
  const asked: number[] = [];
  const { url } = await listening(t, ({ url }, response) => {
    asked.push(Number(new URL(url!, "http://service").searchParams.get("since")));
    response.end(JSON.stringify({ evaluatedBy: "engine", items: [], nextCursor: null }));
  });
  for (const since of ["1d", "1h"])
    assert.equal(
      (await farol(["alerts", "--history", "--since", since, "--url", url])).out,
      "Nothing has fired.\n",
    );
  const [day, hour] = asked as [number, number];
  assert.ok(hour - day >= 23 * 3600 && day > 0, `${asked}`);
});

test("a service whose rules another evaluates, one that is none, and one that is away, say so", async (t) => {
  const answers = [
    { evaluatedBy: "prometheus", items: [] },
    { evaluatedBy: "nobody", items: [] },
    "elsewhere",
  ];
  const { url, close } = await listening(t, (_request, response) =>
    response.end(JSON.stringify(answers.shift())),
  );
  const says = async (reason: RegExp) => {
    const { code, out, err } = await farol(["alerts", "--url", url]);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, reason);
  };
  await says(/the Prometheus of its PROMETHEUS_URL does/);
  await says(/The service evaluates no rules\. Its log/);
  await says(/which is not from Farol/);
  close();
  await says(/does not answer \(ECONNREFUSED\)/);
});
