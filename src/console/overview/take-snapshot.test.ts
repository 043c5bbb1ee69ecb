import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { type Answering, clientOf, yielding } from "../api/answering.fixture.ts";
import { ApiError } from "../api/api-error.ts";
import type { Questions } from "./ask-history.ts";
import { courseOf, failures, sampleOf } from "./snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";

const API = "/api/v1/monitoring";
const PROMETHEUS = "/farol/prometheus/api/v1";
const rate = "rate(a_total{$service}[$__rate_interval])";
const increase = "increase(a_total{$service}[$__range])";
const missing = "b{$service}";
const NOTHING: Questions = { courses: [], samples: [] };

const info = {
  service: "s",
  startedAtMs: 1_000_000,
  uptimeSeconds: 2000.0004,
  prometheusUrl: null,
  engine: { port: 1, tickMs: 1000 },
};

/** What a healthy server answers by path. */
const HEALTHY: Readonly<Record<string, Answering>> = {
  [`${API}/system/info`]: [200, info],
  [`${API}/metrics`]: [200, { items: [{ name: "a_total" }], nextCursor: null }],
  [`${API}/health/detailed`]: [200, { status: "ok", checks: [] }],
  [`${API}/deployments`]: [200, { items: [{ id: 1, phase: "started", version: "2", atMs: 2_800_000 }] }],
  [`${PROMETHEUS}/query_range`]: yielding("matrix", { metric: {}, values: [[2700, "7"]] }),
  [`${PROMETHEUS}/query`]: yielding("vector", { metric: {}, value: [3000, "9"] }),
};

/** Takes a snapshot of the last five minutes from a server that answers so. */
async function taken(t: TestContext, answers: typeof HEALTHY, questions: Questions) {
  const { client, asked, signal } = await clientOf(t, ({ pathname }) => answers[pathname]);
  const take = () => takeSnapshot(client, { kind: "last", preset: "5m" }, questions, signal, () => 42);
  return { take, asked };
}

/** What is asked of a path, in the alphabet's order. */
function queries(asked: readonly URL[], path: string): string[] {
  const parameters = asked
    .filter(({ pathname }) => pathname === path)
    .map(({ searchParams }) => searchParams);
  return parameters.map((given) => [...given].map(([name, value]) => `${name}=${value}`).join(" ")).sort();
}

describe("a snapshot", () => {
  it("asks each question once, and none of a metric that does not exist", async (t) => {
    const { take, asked } = await taken(t, HEALTHY, {
      courses: [rate, missing, rate],
      samples: [increase, increase, `${rate} / ${missing}`],
    });
    const snapshot = await take();
    // One window, which ends by the server's clock.
    assert.deepEqual(queries(asked, `${PROMETHEUS}/query_range`), [
      "query=rate(a_total{}[4s]) start=2700 end=3000 step=2",
    ]);
    assert.deepEqual(queries(asked, `${PROMETHEUS}/query`), ["query=increase(a_total{}[300s]) time=3000"]);
    assert.deepEqual(queries(asked, `${API}/deployments`), ["start=2700 end=3000 limit=1000"]);
    const [course, sample] = [courseOf(snapshot, rate), sampleOf(snapshot, increase)];
    assert.ok(course.kind === "answered" && sample.kind === "answered");
    assert.deepEqual([course.value.series[0]?.values.length, course.value.series[0]?.values[0]], [151, 7]);
    assert.equal(sample.value.series[0]?.value, 9);
    assert.deepEqual(courseOf(snapshot, missing), { kind: "absent" });
    assert.ok(snapshot.deployments.kind === "answered");
    assert.deepEqual([snapshot.deployments.value[0]?.version, snapshot.takenAtMs], ["2", 42]);
  });

  it("tells what is refused in its place, once, and the rest as it is", async (t) => {
    const error = { status: "error", errorType: "execution", error: "too many samples" };
    const answers: typeof HEALTHY = { ...HEALTHY, [`${PROMETHEUS}/query_range`]: [422, error] };
    const { take } = await taken(t, answers, { courses: [rate, increase], samples: [increase] });
    const snapshot = await take();
    assert.deepEqual(failures(snapshot), ["history: Query failed (execution): too many samples"]);
    assert.equal(sampleOf(snapshot, increase).kind, "answered");
  });

  it("asks nothing more of a Prometheus that is away, and says so of each question", async (t) => {
    const error = { status: "error", errorType: "unavailable", error: "it cannot be reached" };
    const { take, asked } = await taken(
      t,
      {
        ...HEALTHY,
        [`${API}/system/info`]: [200, { ...info, prometheusUrl: "http://prometheus:9090" }],
        [`${PROMETHEUS}/query`]: [502, error],
      },
      { courses: [rate], samples: [increase] },
    );
    const snapshot = await take();
    assert.equal(asked.filter(({ pathname }) => pathname.startsWith(PROMETHEUS)).length, 1);
    assert.deepEqual(
      [courseOf(snapshot, rate).kind, sampleOf(snapshot, increase).kind],
      ["failed", "failed"],
    );
    assert.deepEqual(failures(snapshot), ["history: Query failed (unavailable): it cannot be reached"]);
  });

  it("says where a blocked thread hangs", async (t) => {
    const blocked = { sinceMs: 5, blockedForMs: 1000, stack: ["spin (app.ts:1:1)"] };
    const answers: typeof HEALTHY = {
      ...HEALTHY,
      [`${API}/health/detailed`]: [503, { status: "blocked", checks: [] }],
      "/health/live": [503, { status: "blocked", ...blocked }],
    };
    const { take } = await taken(t, answers, NOTHING);
    assert.deepEqual((await take()).blocked, blocked);
  });

  it("fails as a whole when a token is wanted", async (t) => {
    const problem = { title: "A token is needed", detail: "send the token" };
    const answers: typeof HEALTHY = { ...HEALTHY, [`${PROMETHEUS}/query`]: [401, problem] };
    const { take } = await taken(t, answers, { courses: [rate], samples: [increase] });
    await assert.rejects(take(), (error) => error instanceof ApiError && error.fault.kind === "unauthorized");
  });

  it("asks no more once it is not wanted any more", async (t) => {
    const abort = new AbortController();
    const { client, asked } = await clientOf(t, ({ pathname }) => {
      if (pathname === `${PROMETHEUS}/query_range`) abort.abort(new Error("another range"));
      return HEALTHY[pathname];
    });
    const courses = Array.from({ length: 20 }, (_, i) => `${i} * ${rate}`);
    const snapshot = takeSnapshot(
      client,
      { kind: "last", preset: "5m" },
      { courses, samples: [] },
      abort.signal,
      () => 42,
    );
    await assert.rejects(snapshot, /another range/);
    assert.ok(queries(asked, `${PROMETHEUS}/query_range`).length <= 4);
  });
});
