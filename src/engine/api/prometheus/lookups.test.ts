import assert from "node:assert/strict";
import { test } from "node:test";
import type { Family } from "../../../model/index.ts";
import { apiFor, type GivenSeries, NOW_MS } from "./prometheus-api.fixture.ts";

const NOW = NOW_MS / 1000;
const OLD = 3600;

const SERIES: readonly GivenSeries[] = [
  { metric: { __name__: "up", job: "b" }, samples: [[OLD, 1]] },
  { metric: { __name__: "up", job: "a", zone: "x" }, samples: [[0, 1]] },
  { metric: { __name__: "down", job: "c", zone: "" }, samples: [[0, 1]] },
];

const FAMILIES: readonly Family[] = [
  { name: "up", type: "gauge", help: "Whether it is up.", unit: "none" },
  { name: "down", type: "counter", help: 'How "often".', unit: "seconds" },
];

const success = (data: unknown) => ({ status: "success", data });

test("series are found by any of some selectors, once each and sorted", async (t) => {
  const { get, post } = await apiFor(t, { series: SERIES });
  const all = [
    { __name__: "down", job: "c" },
    { __name__: "up", job: "a", zone: "x" },
    { __name__: "up", job: "b" },
  ];
  assert.deepEqual((await get('series?match[]=up&match[]={job=~".%2B"}')).json, success(all));
  assert.deepEqual((await post("series", 'match[]={__name__="down"}')).json, success([all[0]]));
  assert.deepEqual((await get("series?match[]=nothing")).json, success([]));
});

test("start and end leave the series that have samples between them", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const values = async (range: string) => (await get(`label/job/values?${range}`)).json.data;
  assert.deepEqual(await values(""), ["a", "b", "c"]);
  assert.deepEqual(await values(`start=${NOW - 60}`), ["a", "c"]);
  assert.deepEqual(await values(`end=${NOW - 60}`), ["b"]);
  assert.deepEqual(await values(`start=${NOW - OLD}&end=${NOW}`), ["a", "b", "c"]);
  assert.deepEqual(await values("start=5&end=3"), []);
  assert.deepEqual((await get(`series?match[]=up&start=${NOW - 60}`)).json.data.length, 1);
  assert.deepEqual((await get(`labels?match[]=up&end=${NOW - 60}`)).json.data, ["__name__", "job"]);
});

test("labels and their values are sorted, and an empty value is none", async (t) => {
  const { get, post } = await apiFor(t, { series: SERIES });
  assert.deepEqual((await get("labels")).json, success(["__name__", "job", "zone"]));
  assert.deepEqual((await post("labels", "match[]=down")).json, success(["__name__", "job"]));
  assert.deepEqual((await get("label/__name__/values")).json, success(["down", "up"]));
  assert.deepEqual((await get("label/zone/values")).json, success(["x"]));
  assert.deepEqual((await get("label/nothing/values")).json, success([]));
  assert.deepEqual(
    (await get('label/job/values?match[]=up&match[]={job="c"}')).json,
    success(["a", "b", "c"]),
  );
});

test("a limit cuts lists, with a warning", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  for (const path of ["series?match[]={job!=''}&limit=1", "labels?limit=1", "label/job/values?limit=1"]) {
    const { json } = await get(path);
    assert.deepEqual([path, json.data.length, json.warnings], [path, 1, ["results truncated due to limit"]]);
  }
});

test("what is no selector is refused", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const empty = "match[] must contain at least one non-empty matcher";
  const table: readonly (readonly [path: string, error: string])[] = [
    ["series", "no match[] parameter provided"],
    ["series?match[]={}", `invalid parameter "match[]": ${empty}`],
    ["series?match[]={a=~'.*'}", `invalid parameter "match[]": ${empty}`],
    [
      "series?match[]=sum(up)",
      'invalid parameter "match[]": 1:1: parse error: sum(up) is no series selector',
    ],
    ["series?match[]=up[5m]", 'invalid parameter "match[]": 1:1: parse error: up[5m] is no series selector'],
    [
      "series?match[]=up%20offset%205m",
      'invalid parameter "match[]": 1:1: parse error: up offset 5m is no series selector',
    ],
    ["labels?match[]={}", empty],
    ["label/job/values?match[]={}", empty],
    [
      "labels?start=x",
      `invalid parameter "start": Invalid time value for 'start': cannot parse "x" to a valid timestamp`,
    ],
    ["label/job/values?limit=1.5", 'invalid parameter "limit": strconv.Atoi: parsing "1.5": invalid syntax'],
    ["metadata?limit=x", "limit must be a number"],
    ["metadata?limit_per_metric=x", "limit_per_metric must be a number"],
    ["rules?type=foo", 'invalid parameter "type": not supported value "foo"'],
    ["status/tsdb?limit=0", "limit must be a positive number"],
    ["query_exemplars?query=foo(", "1:5: parse error: unclosed left parenthesis"],
    ["query_exemplars?query=up&start=5&end=3", "end timestamp must not be before start timestamp"],
  ];
  for (const [path, error] of table) {
    const { status, json } = await get(path);
    assert.deepEqual([path, status, json], [path, 400, { status: "error", errorType: "bad_data", error }]);
  }
});

test("metadata say what a metric is", async (t) => {
  const { get } = await apiFor(t, { series: SERIES, families: FAMILIES });
  const up = [{ type: "gauge", help: "Whether it is up.", unit: "" }];
  const down = [{ type: "counter", help: 'How "often".', unit: "seconds" }];
  assert.deepEqual((await get("metadata")).json, success({ down, up }));
  assert.deepEqual((await get("metadata?metric=up")).json, success({ up }));
  assert.deepEqual((await get("metadata?metric=nothing")).json, success({}));
  assert.deepEqual((await get("metadata?limit=1")).json, success({ down }));
  assert.deepEqual((await get("metadata?limit=0")).json, success({}));
});

test("exemplars are those of the series that an expression names", async (t) => {
  const { get, post, slab } = await apiFor(t);
  const metric = {
    name: "wait_seconds",
    type: "histogram",
    buckets: [0.5],
    labels: ["route"],
    exemplars: true,
  };
  const cells = slab.single(metric as never, "/");
  slab.exemplar(cells, 1, 0, [0.25, NOW_MS - 500, 1, 2, 3, 0xffffffff]);
  const series = {
    seriesLabels: { __name__: "wait_seconds_bucket", le: "0.5", route: "/" },
    exemplars: [
      { labels: { trace_id: "000000010000000200000003ffffffff" }, value: "0.25", timestamp: NOW - 0.5 },
    ],
  };
  const query = encodeURIComponent('rate(wait_seconds_bucket{route="/"}[5m])');
  assert.deepEqual((await get(`query_exemplars?query=${query}`)).json, success([series]));
  assert.deepEqual(
    (await post("query_exemplars", `query=${query}&start=${NOW - 1}`)).json,
    success([series]),
  );
  assert.deepEqual((await get(`query_exemplars?query=${query}&start=${NOW}`)).json, success([]));
  assert.deepEqual((await get("query_exemplars?query=wait_seconds_count")).json, success([]));
  assert.deepEqual((await get('query_exemplars?query=wait_seconds_bucket{route="/x"}')).json, success([]));
  const { status, text } = await get("query_exemplars?query=1");
  assert.deepEqual([status, text], [204, ""]);
});

test("the store's series are counted by metric, label and value", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { data } = (await get("status/tsdb?limit=1")).json;
  assert.deepEqual(data, {
    headStats: {
      numSeries: 3,
      numLabelPairs: 6,
      chunkCount: 3 + 7,
      minTime: NOW_MS - OLD * 1000,
      maxTime: NOW_MS,
    },
    seriesCountByMetricName: [{ name: "up", value: 2 }],
    labelValueCountByLabelName: [{ name: "job", value: 3 }],
    memoryInBytesByLabelName: [{ name: "__name__", value: 6 }],
    seriesCountByLabelValuePair: [{ name: "__name__=up", value: 2 }],
  });
  assert.equal((await get("status/tsdb")).json.data.seriesCountByLabelValuePair.length, 6);
});
