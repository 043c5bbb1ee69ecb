import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, it } from "node:test";
import { ApiError } from "../api/api-error.ts";
import { Client } from "../api/client.ts";
import type { MetricQuery } from "../api/metric.ts";
import { failures, metricAnswer } from "./snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";

const API = "/api/v1/monitoring";
const rate: MetricQuery = { metric: "a_total", view: "rate", by: ["kind"] };
const missing: MetricQuery = { metric: "b", view: "value" };

/** What a healthy API answers by path; a status other than 200 stands before its body. */
const HEALTHY: Readonly<Record<string, readonly [number, unknown]>> = {
  [`${API}/system/info`]: [
    200,
    { service: "s", startedAtMs: 1_000_000, uptimeSeconds: 2000.4, engine: { port: 1, tickMs: 1000 } },
  ],
  [`${API}/metrics`]: [200, { items: [{ name: "a_total" }], nextCursor: null }],
  [`${API}/metrics/a_total`]: [200, { timestampsMs: [1], stepMs: 1, series: [{ labels: {}, values: [7] }] }],
  [`${API}/health/detailed`]: [200, { status: "ok", checks: [] }],
  [`${API}/performance`]: [200, { total: {}, endpoints: [] }],
  [`${API}/deployments`]: [200, { items: [{ id: 1, phase: "started", version: "2", atMs: 2_800_000 }] }],
};

let server: Server | undefined;

/** Takes a snapshot from an API that answers so. Returns it with the addresses that were asked. */
async function taken(answers: typeof HEALTHY, queries: readonly MetricQuery[]) {
  const asked: URL[] = [];
  server = createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    asked.push(url);
    const [status, body] = answers[url.pathname] ?? [404, { detail: `nothing at ${url.pathname}` }];
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new Client({ origin, token: () => undefined });
  const { signal } = new AbortController();
  const snapshot = await takeSnapshot(client, { kind: "last", preset: "5m" }, queries, signal, () => 42);
  return { snapshot, asked };
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe("a snapshot", () => {
  it("asks each question once, and none of a metric that does not exist", async () => {
    const { snapshot, asked } = await taken(HEALTHY, [rate, rate, missing]);
    const paths = asked.map(({ pathname }) => pathname.replace(API, "")).sort();
    assert.deepEqual(paths, [
      "/deployments",
      "/health/detailed",
      "/metrics",
      "/metrics/a_total",
      "/performance",
      "/system/info",
    ]);
    const answer = metricAnswer(snapshot, rate);
    assert.deepEqual(answer.kind === "answered" && answer.value.series[0]?.values, [7]);
    assert.deepEqual(metricAnswer(snapshot, missing), { kind: "absent" });
    const { deployments } = snapshot;
    assert.deepEqual(deployments.kind === "answered" && deployments.value.map(({ version }) => version), [
      "2",
    ]);
    assert.equal(snapshot.takenAtMs, 42);
  });

  it("asks about one window, which ends by the server's clock", async () => {
    const { asked } = await taken(HEALTHY, [rate, { ...rate, whole: true }]);
    const ranged = asked.filter(({ searchParams }) => searchParams.has("end"));
    const windows = ranged.map(({ pathname, searchParams }) =>
      [pathname.replace(API, ""), ...["start", "end", "step"].map((name) => searchParams.get(name))].join(
        " ",
      ),
    );
    assert.deepEqual(windows.sort(), [
      "/deployments 2700 3000 ",
      "/metrics/a_total 2700 3000 2000ms",
      "/metrics/a_total 2700 3000 300000ms",
      "/performance 2700 3000 ",
    ]);
  });

  it("tells what the API refuses in its place, and the rest as it is", async () => {
    const answers = { ...HEALTHY, [`${API}/metrics/a_total`]: [500, { detail: "out of memory" }] as const };
    const { snapshot } = await taken(answers, [rate, { ...rate, whole: true }]);
    assert.deepEqual(failures(snapshot), ["a_total: out of memory"]);
    assert.equal(snapshot.performance.kind, "answered");
  });

  it("says where a blocked thread hangs", async () => {
    const blocked = { sinceMs: 5, blockedForMs: 1000, stack: ["spin (app.ts:1:1)"] };
    const { snapshot } = await taken(
      {
        ...HEALTHY,
        [`${API}/health/detailed`]: [503, { status: "blocked", checks: [] }],
        "/health/live": [503, { status: "blocked", ...blocked }],
      },
      [],
    );
    assert.deepEqual(snapshot.blocked, blocked);
  });

  it("fails as a whole when a token is wanted", async () => {
    const answers = { ...HEALTHY, [`${API}/performance`]: [401, { detail: "send the token" }] as const };
    await assert.rejects(
      taken(answers, [rate]),
      (error) => error instanceof ApiError && error.fault.kind === "unauthorized",
    );
  });
});
