import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Answering, clientOf, yielding } from "./answering.fixture.ts";
import { ApiError } from "./api-error.ts";
import { queryInstant, queryRange, querySampleTimes } from "./promql.ts";

const metric = { endpoint: "/a" };
const path = ({ pathname, searchParams }: URL) => `${pathname}?${searchParams}`;

describe("a question over time", () => {
  it("is answered as a column a series, with a gap where there is no number", async (t) => {
    const values = [
      [10, "1.5"],
      [10.5, "NaN"],
      [11.5, "2e3"],
      [12, "+Inf"],
    ];
    const { client, asked, signal } = await clientOf(t, () => yielding("matrix", { metric, values }));
    const times = [10_000, 10_500, 11_000, 11_500, 12_000];
    const { series, notes } = await queryRange(client, "sum(a)", times, 500, signal);
    assert.deepEqual([series, notes], [[{ labels: metric, values: [1.5, null, null, 2000, null] }], []]);
    assert.deepEqual(asked.map(path), [
      "/farol/prometheus/api/v1/query_range?query=sum%28a%29&start=10&end=12&step=0.5",
    ]);
  });

  it("is answered with what Prometheus warns of", async (t) => {
    const body = {
      data: { resultType: "matrix", result: [] },
      warnings: ["not whole"],
      infos: ["no counter"],
    };
    const { client, signal } = await clientOf(t, () => [200, body]);
    const { notes } = await queryRange(client, "a", [0], 1000, signal);
    assert.deepEqual(notes, ["not whole", "no counter"]);
  });
});

describe("a question at one time", () => {
  it("is answered as a number a series", async (t) => {
    const result = ["3", "NaN"].map((value) => ({ metric, value: [10, value] }));
    const { client, asked, signal } = await clientOf(t, () => yielding("vector", ...result));
    const { series } = await queryInstant(client, "a", 10_250, signal);
    assert.deepEqual(series, [
      { labels: metric, value: 3 },
      { labels: metric, value: null },
    ]);
    assert.deepEqual(asked.map(path), ["/farol/prometheus/api/v1/query?query=a&time=10.25"]);
  });

  it("tells when samples were taken", async (t) => {
    const values = [
      [1.001, "1"],
      [2, "1"],
    ];
    const { client, signal } = await clientOf(t, () => yielding("matrix", { metric, values }));
    assert.deepEqual(await querySampleTimes(client, "a[5m]", 10_000, signal), [[1001, 2000]]);
  });
});

it("an answer of another kind is not taken for one", async (t) => {
  const answers: Answering[] = [yielding("scalar"), [200, { message: "hello" }]];
  for (const answer of answers) {
    const { client, signal } = await clientOf(t, () => answer);
    await assert.rejects(
      queryInstant(client, "a", 0, signal),
      (error) => error instanceof ApiError && error.fault.kind === "unusable",
    );
  }
});
