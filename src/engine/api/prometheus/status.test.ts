import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../../../model/index.ts";
import { apiFor, NOW_MS } from "./prometheus-api.fixture.ts";

test("Grafana is told which Prometheus this is like", async (t) => {
  const { get } = await apiFor(t);
  const { data } = (await get("status/buildinfo")).json;
  assert.match(data.version, /^3\.\d+\.\d+$/);
  assert.deepEqual([data.application, data.revision], ["Farol", "0.1.0"]);
});

test("the one target is the application itself", async (t) => {
  const { get, base } = await apiFor(t);
  const { host } = new URL(base);
  const { data } = (await get("targets")).json;
  const [target] = data.activeTargets;
  assert.deepEqual(
    [target.scrapeUrl, target.health, target.scrapeInterval, target.lastScrapeDuration, target.labels],
    [`http://${host}/metrics`, "up", "15s", 0.002, { instance: host, job: "shop" }],
  );
  assert.equal(Date.parse(target.lastScrape), NOW_MS - 1000);
  const shown = async (query: string) => (await get(`targets?${query}`)).json.data.activeTargets.length;
  assert.deepEqual(
    await Promise.all(["state=any", "state=Active", "state=dropped", "scrapePool=x"].map(shown)),
    [1, 1, 0, 0],
  );
});

test("where no rules are evaluated there are none, no alerts, no flags", async (t) => {
  const { get } = await apiFor(t);
  const data = async (path: string) => (await get(path)).json.data;
  assert.deepEqual(await data("rules?type=alert"), { groups: [] });
  assert.deepEqual(await data("alerts"), { alerts: [] });
  assert.deepEqual(await data("status/flags"), {});
  assert.deepEqual(await data("status/config"), { yaml: "" });
  assert.equal(Date.parse((await data("status/runtimeinfo")).startTime), NOW_MS - 60_000);
});

test("an expression is formatted", async (t) => {
  const { get, post } = await apiFor(t);
  assert.equal((await get("format_query?query=sum(up)by(job)")).json.data, "sum by (job) (up)");
  assert.equal((await post("format_query", "query=1%2B1")).json.data, "1 + 1");
  const { status, json } = await get("format_query?query=foo(");
  const error = 'invalid parameter "query": 1:5: parse error: unclosed left parenthesis';
  assert.deepEqual([status, json], [400, { status: "error", errorType: "bad_data", error }]);
});

test("an expression is taken apart as Prometheus' page does", async (t) => {
  const { get } = await apiFor(t);
  const treeOf = async (query: string) =>
    (await get(`parse_query?query=${encodeURIComponent(query)}`)).json.data;
  const none = { offset: 0, timestamp: null, startOrEnd: null };
  const up = {
    type: "vectorSelector",
    name: "up",
    matchers: [{ name: "__name__", value: "up", type: "=" }],
    ...none,
  };
  assert.deepEqual(await treeOf('up{a!="b"} @ 1.5 offset -1m'), {
    ...up,
    matchers: [{ name: "a", value: "b", type: "!=" }, ...up.matchers],
    offset: -60_000,
    timestamp: 1500,
  });
  assert.deepEqual(await treeOf("round(rate(up[5m] @ end()))"), {
    type: "call",
    func: { name: "round", argTypes: ["vector", "scalar"], variadic: 1, returnType: "vector" },
    args: [
      {
        type: "call",
        func: { name: "rate", argTypes: ["matrix"], variadic: 0, returnType: "vector" },
        args: [{ ...up, type: "matrixSelector", range: 300_000, startOrEnd: "end" }],
      },
    ],
  });
  assert.deepEqual(await treeOf("-up / on(a) group_left(b) (up)"), {
    type: "binaryExpr",
    op: "/",
    lhs: { type: "unaryExpr", op: "-", expr: up },
    rhs: { type: "parenExpr", expr: up },
    matching: { card: "many-to-one", labels: ["a"], on: true, include: ["b"] },
    bool: false,
  });
  assert.deepEqual(await treeOf("topk(5, up) without(x)"), {
    type: "aggregation",
    op: "topk",
    expr: up,
    param: { type: "numberLiteral", val: "5" },
    grouping: ["x"],
    without: true,
  });
  assert.deepEqual(await treeOf("up[1h:1m] offset 5m"), {
    type: "subquery",
    expr: up,
    range: 3_600_000,
    step: 60_000,
    ...none,
    offset: 300_000,
  });
  const { func } = await treeOf("label_join(up, 'a', 'b', 'c')");
  assert.equal(func.variadic, -1);
});

test("what is not there, or not in this way, is said in the envelope, too", async (t) => {
  const { get, method } = await apiFor(t);
  const nothing = await get("nothing");
  assert.deepEqual(
    [nothing.status, nothing.json.status, nothing.json.errorType],
    [404, "error", "not_found"],
  );
  for (const path of ["../v2/query", "label//values", "label/a/b/values", "toString", "admin/tsdb/snapshot"])
    assert.equal((await get(path)).status, 404, path);
  const table = [
    ["DELETE", "query", "GET, POST"],
    ["HEAD", "query", "GET, POST"],
    ["POST", "label/job/values", "GET"],
    ["POST", "metadata", "GET"],
  ] as const;
  for (const [verb, path, allow] of table) {
    const { status, headers } = await method(verb, path);
    assert.deepEqual([verb, status, headers.allow], [verb, 405, allow]);
  }
  const { status, json } = await get("label/%E0%A4%A/values");
  assert.deepEqual([status, json.errorType], [400, "bad_data"]);
});

test("a mistake of our own is internal, and told to the log only", async (t) => {
  const logged: object[] = [];
  const logger = { ...silentLogger, error: (fields: object) => logged.push(fields) };
  const { get, slab } = await apiFor(t, { logger });
  // Breaks the promise of model/slab.ts that a line is whole JSON.
  slab.append(undefined as never);
  const { status, json } = await get("query_exemplars?query=up");
  assert.deepEqual([status, json.errorType, json.error], [500, "internal", "the engine's log says more"]);
  assert.equal(logged.length, 1);
});
