import assert from "node:assert/strict";
import { test } from "node:test";
import { apiFor, type GivenSeries, NOW_MS } from "./prometheus-api.fixture.ts";

const NOW = NOW_MS / 1000;

const SERIES: readonly GivenSeries[] = [
  {
    metric: { __name__: "up", job: "b" },
    samples: [
      [30, 1],
      [15, 0.5],
      [0, 1e-7],
    ],
  },
  {
    metric: { __name__: "up", job: "a b" },
    samples: [
      [30, 2],
      [15, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ],
  },
  {
    metric: { __name__: "up", job: "a" },
    samples: [
      [30, 3],
      [0, -0],
    ],
  },
];

const data = (resultType: string, result: unknown) => ({ status: "success", data: { resultType, result } });

test("a vector has one sample a series, in the store's order", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { status, headers, json } = await get("query?query=up");
  assert.deepEqual([status, headers["content-type"]], [200, "application/json"]);
  assert.deepEqual(
    json,
    data("vector", [
      { metric: { __name__: "up", job: "b" }, value: [NOW, "1e-07"] },
      { metric: { __name__: "up", job: "a b" }, value: [NOW, "+Inf"] },
      { metric: { __name__: "up", job: "a" }, value: [NOW, "-0"] },
    ]),
  );
});

test("scalars and texts are pairs, and a scalar has no exponent", async (t) => {
  const { get } = await apiFor(t);
  assert.deepEqual((await get("query?query=1e-7&time=1.25")).json, data("scalar", [1.25, "0.0000001"]));
  assert.deepEqual((await get("query?query='x%22y'&time=2")).json, data("string", [2, 'x"y']));
  assert.deepEqual((await get("query?query=nothing")).json, data("vector", []));
});

test("a range vector is asked for at one time, its series sorted by their labels", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { json } = await get("query?query=up[20s]");
  assert.deepEqual(
    json,
    data("matrix", [
      { metric: { __name__: "up", job: "a" }, values: [[NOW, "-0"]] },
      {
        metric: { __name__: "up", job: "a b" },
        values: [
          [NOW - 15, "NaN"],
          [NOW, "+Inf"],
        ],
      },
      {
        metric: { __name__: "up", job: "b" },
        values: [
          [NOW - 15, "0.5"],
          [NOW, "1e-07"],
        ],
      },
    ]),
  );
});

test("a range is answered at each step, to the millisecond", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { json } = await get(`query_range?query=up{job="b"}&start=${NOW - 30.01}&end=${NOW}&step=15.005`);
  assert.deepEqual(
    json,
    data("matrix", [
      {
        metric: { __name__: "up", job: "b" },
        values: [
          [NOW - 15.005, "1"],
          [NOW, "1e-07"],
        ],
      },
    ]),
  );
  const { text } = await get(`query_range?query=1&start=${NOW + 0.01}&end=${NOW + 0.01}&step=5m`);
  assert.ok(text.includes(`[${NOW}.010,"1"]`), text);
});

test("what is settled is kept, unless everything is wanted anew", async (t) => {
  const samples: [secondsAgo: number, value: number][] = [
    [20, 1],
    [0, 1],
  ];
  const { get } = await apiFor(t, { series: [{ metric: { __name__: "up" }, samples }] });
  const path = `query_range?query=up&start=${NOW - 20}&end=${NOW}&step=20`;
  const values = async (headers = {}) =>
    (await get(path, headers)).json.data.result[0].values.map(([, value]: [number, string]) => value);
  assert.deepEqual(await values(), ["1", "1"]);
  // no store would change what is settled: the last tick was a second ago
  for (const sample of samples) sample[1] = 2;
  assert.deepEqual(await values(), ["1", "2"]);
  assert.deepEqual(await values({ "cache-control": "no-cache" }), ["2", "2"]);
});

test("a limit cuts the answer, with a warning", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const warned = ["results truncated due to limit"];
  for (const path of [
    "query?query=up&limit=2",
    `query_range?query=up&start=${NOW}&end=${NOW}&step=1&limit=2`,
  ]) {
    const { json } = await get(path);
    assert.deepEqual([json.data.result.length, json.warnings], [2, warned]);
  }
  const { json } = await get("query?query=up&limit=0");
  assert.deepEqual([json.data.result.length, json.warnings], [3, undefined]);
});

test("warnings and infos stand beside the data", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { json: warned } = await get("query?query=quantile(2,up)");
  assert.match(warned.warnings[0], /^PromQL warning: quantile value should be between 0 and 1.* \(1:10\)$/);
  const { json: informed } = await get("query?query=rate(up[1m])");
  assert.match(informed.infos[0], /^PromQL info: metric might not be a counter/);
});

test("a form is read as an address is, and comes before it", async (t) => {
  const { post } = await apiFor(t, { series: SERIES });
  const { json } = await post("query?query=2&time=5", "query=1%2B2");
  assert.deepEqual(json, data("scalar", [5, "3"]));
  const { json: unread } = await post("query?query=2&time=5", "query=3", "text/plain");
  assert.deepEqual(unread, data("scalar", [5, "2"]));
  const { status, json: refused } = await post("query", `query=${"1".repeat(3_000_000)}`);
  assert.deepEqual([status, refused.errorType], [400, "bad_data"]);
});

test("what cannot be asked is refused in Prometheus' words", async (t) => {
  const { get } = await apiFor(t);
  const noTime = (text: string) => `cannot parse "${text}" to a valid timestamp`;
  const ranged = (rest: string) => `query_range?query=up&${rest}`;
  const table: readonly (readonly [path: string, error: string])[] = [
    ["query", 'invalid parameter "query": unknown position: parse error: no expression found in input'],
    ["query?query=foo%20bar", 'invalid parameter "query": 1:5: parse error: unexpected identifier "bar"'],
    ["query?query=1&time=foo", `invalid parameter "time": Invalid time value for 'time': ${noTime("foo")}`],
    ["query?query=1&timeout=x", 'invalid parameter "timeout": cannot parse "x" to a valid duration'],
    [
      "query?query=1&lookback_delta=x",
      'error parsing lookback delta duration: cannot parse "x" to a valid duration',
    ],
    ["query?query=1&limit=x", 'invalid parameter "limit": strconv.Atoi: parsing "x": invalid syntax'],
    ["query?query=1&limit=-1", 'invalid parameter "limit": limit must be non-negative'],
    [ranged("end=1&step=1"), `invalid parameter "start": ${noTime("")}`],
    [ranged("start=1&end=now&step=1"), `invalid parameter "end": ${noTime("now")}`],
    [ranged("start=2&end=1&step=1"), 'invalid parameter "end": end timestamp must not be before start time'],
    [ranged("start=1&end=2"), 'invalid parameter "step": cannot parse "" to a valid duration'],
    [
      ranged("start=1&end=2&step=0"),
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      ranged("start=1&end=2&step=-5"),
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      ranged("start=0&end=11001&step=1"),
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    ],
    [
      "query_range?query=up[5m]&start=1&end=2&step=1",
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
  ];
  for (const [path, error] of table) {
    const { status, json } = await get(path);
    assert.deepEqual([path, status, json], [path, 400, { status: "error", errorType: "bad_data", error }]);
  }
  assert.equal((await get(ranged("start=0&end=11000&step=1"))).status, 200);
});

test("what fails while it is evaluated is an execution error", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const { status, json } = await get("query?query=up%2Bon()up");
  assert.deepEqual([status, json.status, json.errorType], [422, "error", "execution"]);
  assert.match(json.error, /^found duplicate series for the match group/);
});

test("who leaves no time is answered that it is over", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  for (const timeout of ["0", "-1", "0s"]) {
    const { status, json } = await get(`query?query=up&timeout=${timeout}`);
    assert.deepEqual(
      [status, json.errorType, json.error],
      [503, "timeout", "query timed out in query queue"],
    );
  }
});

test("a lookback says how old a sample may be", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const ask = async (lookback: string) =>
    (await get(`query?query=up&time=${NOW + 60}&lookback_delta=${lookback}`)).json.data.result.length;
  assert.deepEqual([await ask("1m"), await ask("61"), await ask("0")], [0, 3, 3]);
});
