import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { test } from "node:test";
import { systemClock } from "../../../model/index.ts";
import { apiFor, type GivenSeries, NOW_MS } from "./prometheus-api.fixture.ts";

const NOW = NOW_MS / 1000;
const SERIES = seriesOf(3);
const WIDE = `query_range?query=up&start=${NOW}&end=${NOW + 11_000}&step=1&lookback_delta=1d`;
/** Takes minutes over a thousand series. */
const ENDLESS = `query?query=${encodeURIComponent("max_over_time(quantile_over_time(0.9, up[10m:1s])[10m:1s])")}&time=${NOW + 3600}&lookback_delta=1d`;
const PATIENT = { maxSamples: Number.POSITIVE_INFINITY, timeoutMs: 3_600_000 };

test("a large answer comes in pieces, zipped where that is wanted", async (t) => {
  const { get } = await apiFor(t, { series: SERIES });
  const plain = await get(WIDE);
  assert.deepEqual(
    [plain.status, plain.headers["transfer-encoding"], plain.headers["content-length"]],
    [200, "chunked", undefined],
  );
  const { result } = plain.json.data;
  assert.deepEqual(
    result.map(({ values }: { values: unknown[] }) => values.length),
    [11_001, 11_001, 11_001],
  );
  assert.deepEqual(result[2].values.at(-1), [NOW + 11_000, "1"]);
  const zipped = await get(WIDE, { "accept-encoding": "gzip" });
  assert.equal(zipped.headers["content-encoding"], "gzip");
  assert.equal(zipped.text, plain.text);
});

test("an endless query ends in time, and others are answered meanwhile", async (t) => {
  const limits = { ...PATIENT, timeoutMs: 1000 };
  const { get } = await apiFor(t, { series: seriesOf(1000), clock: systemClock, limits });
  const order: string[] = [];
  const endless = get(ENDLESS).finally(() => order.push("endless"));
  const shorter = get(`${ENDLESS}&timeout=50ms`).finally(() => order.push("shorter"));
  const quick = get("query?query=1").finally(() => order.push("quick"));
  await Promise.all([endless, shorter, quick]);
  assert.equal(order[2], "endless");
  const { status, json } = await endless;
  const error = "query timed out in expression evaluation";
  assert.deepEqual([status, json], [503, { status: "error", errorType: "timeout", error }]);
});

test("a query that would read too much ends", async (t) => {
  const { get } = await apiFor(t, { series: SERIES, limits: { maxSamples: 1000 } });
  const { status, json } = await get(WIDE);
  assert.deepEqual([status, json.errorType], [422, "execution"]);
  assert.match(json.error, /^query processing would load too many samples into memory/);
});

test("an answer that is too large is refused before it begins", async (t) => {
  const { get } = await apiFor(t, { series: SERIES, limits: { maxAnswerSamples: 2 } });
  for (const path of [
    "query?query=up",
    "query?query=up[5m]",
    `query_range?query=up&start=${NOW}&end=${NOW}&step=1`,
  ]) {
    const { status, json } = await get(path);
    assert.deepEqual([path, status, json.errorType], [path, 422, "execution"]);
    assert.match(json.error, /^the answer has 3 samples, and 2 at most are sent/);
  }
  assert.equal((await get("query?query=up&limit=2")).status, 200);
});

test("a query ends when its client goes, and its place is free again", async (t) => {
  const limits = { ...PATIENT, atOnce: 1, waiting: 0 };
  const { base, get } = await apiFor(t, { series: seriesOf(1000), clock: systemClock, limits });
  const endless = request(base + ENDLESS).on("error", () => {});
  endless.end();
  const isBusy = async () => (await get("query?query=1")).status === 503;
  while (!(await isBusy()));
  endless.destroy();
  while (await isBusy());
});

test("a client that does not read is left, and its place is free again", async (t) => {
  const limits = { atOnce: 1, sendMs: 50 };
  const { base, get } = await apiFor(t, { series: seriesOf(100), limits });
  const asked = request(`${base}${WIDE}`).on("error", () => {});
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  // Nothing is read of it.
  const cut = once(response, "error");
  assert.equal((await get("query?query=1")).status, 200);
  response.resume();
  const [error] = await cut;
  assert.equal((error as NodeJS.ErrnoException).code, "ECONNRESET");
});

function seriesOf(count: number): GivenSeries[] {
  return Array.from({ length: count }, (_, i) => ({
    metric: { __name__: "up", job: String(i) },
    samples: [[0, 1]],
  }));
}
