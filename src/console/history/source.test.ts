import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { clientOf, yielding } from "../api/answering.fixture.ts";
import type { SystemInfo } from "../api/system-info.ts";
import { findSource, presumedSource } from "./source.ts";

const info = (prometheusUrl: string | null) =>
  ({
    service: "reviews",
    startedAtMs: 0,
    uptimeSeconds: 900,
    prometheusUrl,
    engine: { port: 1, tickMs: 5000 },
  }) as SystemInfo;
const upstream = info("http://prometheus:9090");
const sampled = (...seconds: number[]) => ({ metric: {}, values: seconds.map((time) => [time, "1"]) });

/** The source when that Prometheus holds these series, by the matcher they are asked with. */
async function found(t: TestContext, held: Readonly<Record<string, readonly unknown[]>>) {
  const { client, asked, signal } = await clientOf(t, ({ searchParams }) => {
    const [, matcher = ""] = /^farol_engine_ticks_total\{(.*)\}\[10m\]$/.exec(searchParams.get("query")!)!;
    return yielding("matrix", ...(held[matcher] ?? []));
  });
  return {
    source: await findSource(client, upstream, signal),
    times: asked.map((url) => url.searchParams.get("time")),
  };
}

describe("where history comes from", () => {
  it("is the engine, which is not asked", async (t) => {
    const { client, asked, signal } = await clientOf(t, () => undefined);
    assert.deepEqual(await findSource(client, info(null), signal), { matcher: "", scrapeMs: 5000 });
    assert.deepEqual(asked, []);
  });

  it("is the service's series in a Prometheus, as often as it scrapes them", async (t) => {
    const held = { 'service="reviews"': [sampled(600, 629.99, 660.01, 690), sampled(645, 675, 880)] };
    const { source, times } = await found(t, held);
    assert.deepEqual(source, { matcher: 'service="reviews"', scrapeMs: 30_000 });
    assert.deepEqual(times, ["900"]);
  });

  it("is all series of a Prometheus that does not tell services apart", async (t) => {
    const { source } = await found(t, { "": [sampled(898.9, 899.1)] });
    assert.deepEqual(source, { matcher: "", scrapeMs: 1000 });
  });

  it("is presumed to be scraped as usual where nothing is known of it yet", async (t) => {
    const { source } = await found(t, { 'service="reviews"': [sampled(899)] });
    assert.deepEqual(source, { matcher: "", scrapeMs: 15_000 });
    assert.deepEqual(source, presumedSource(upstream));
  });
});
