import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { createFarol, defineMonitoring, type Farol } from "farol";
import { postgres } from "farol/integrations/database";
import { http } from "farol/integrations/http";
import { processes } from "farol/integrations/process";
import Fastify, { type FastifyInstance } from "fastify";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { Prometheus } from "./prometheus.ts";
import { type Relay, startRelay } from "./relay.ts";

const FORMATS = {
  text: "text/plain;version=0.0.4",
  openmetrics: "application/openmetrics-text;version=1.0.0",
} as const;
type Format = keyof typeof FORMATS;

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
const REQUESTS = 7;

/** A vector's element, as Prometheus answers. */
interface Element {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

interface ExemplarSeries {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: string;
  }[];
}

describe("a real Prometheus", needs("prometheus", "promtool"), () => {
  let farol: Farol;
  let app: FastifyInstance;
  let relay: Relay;
  let prometheus: Prometheus;

  before(async () => {
    const monitoring = defineMonitoring({ service: "demo", integrations: [http(), postgres(), processes()] });
    farol = await createFarol(monitoring, { tick: "1s" });
    app = Fastify();
    await app.register(farol.fastify());
    app.get("/books/:id", async () => ({ title: "The Waves" }));
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    for (let i = 0; i < REQUESTS; i++) await get(`${address}/books/${i}`);
    await get(`${address}/nowhere`);
    await get(`${address}/books/traced`, { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` });
    relay = await startRelay(`${farol.url}/metrics`, {
      "/text": FORMATS.text,
      "/openmetrics": FORMATS.openmetrics,
    });
    prometheus = await Prometheus.start([
      { name: "text", url: new URL("/text", relay.url) },
      { name: "openmetrics", url: new URL("/openmetrics", relay.url) },
      // Without a relay Prometheus negotiates for itself, gzip included.
      { name: "negotiated", url: new URL("/metrics", farol.url) },
    ]);
  });

  after(async () => {
    await prometheus?.stop();
    await relay?.close();
    await app?.close();
    await farol?.close();
  });

  async function exposition(format: Format): Promise<string> {
    const response = await fetch(`${farol.url}/metrics`, { headers: { accept: FORMATS[format] } });
    return await response.text();
  }

  it("finds nothing to mend on /metrics with promtool", async () => {
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], {
      input: await exposition("text"),
      encoding: "utf8",
    });
    assert.deepEqual({ status, said: stdout + stderr }, { status: 0, said: "" });
  });

  it("scrapes every job without an error", async () => {
    await until("three targets that are up", async () => {
      const { activeTargets } = await prometheus.get<{
        activeTargets: { health: string; lastError: string }[];
      }>("targets", {});
      const errors = activeTargets.map(({ lastError }) => lastError).filter((error) => error !== "");
      assert.deepEqual(errors, []);
      return activeTargets.filter(({ health }) => health === "up").length === 3 ? true : undefined;
    });
  });

  for (const format of ["text", "openmetrics"] as const) {
    it(`holds the application's own numbers when it reads ${format}`, async () => {
      const held = await until("the application's own numbers", async () => {
        const series = await seriesOfPrometheus(format);
        assert.deepEqual(series, seriesOf(await exposition(format)));
        return series;
      });
      const books = JSON.stringify(
        Object.entries({ endpoint: "/books/:id", method: "GET", status_code: "200" }),
      );
      assert.equal(held[`http_requests_total${books}`], REQUESTS + 1);
    });
  }

  it("returns the trace of a sampled request as exemplar", async () => {
    const series = await until("an exemplar", async () => {
      const found = await prometheus.get<ExemplarSeries[]>("query_exemplars", {
        query: 'http_request_duration_seconds_bucket{job="negotiated"}',
        start: "0",
        end: String(Date.now() / 1000 + 60),
      });
      return found[0];
    });
    assert.equal(series.seriesLabels.endpoint, "/books/:id");
    const { labels, value } = series.exemplars[0]!;
    assert.deepEqual(labels, { trace_id: TRACE_ID });
    assert.ok(Number(value) > 0 && Number(value) <= Number(series.seriesLabels.le));
  });

  /** Series of HTTP as Prometheus holds them: `name{labels}` and value. */
  async function seriesOfPrometheus(format: Format): Promise<Record<string, number>> {
    const query = `{__name__=~"http_.+", job="${format}"}`;
    const { result } = await prometheus.get<{ result: Element[] }>("query", { query });
    return sorted(
      result.map(({ metric: { __name__, job: _job, instance: _instance, ...labels }, value }) => [
        `${__name__}${JSON.stringify(Object.entries(labels).sort())}`,
        Number(value[1]),
      ]),
    );
  }
});

async function get(url: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
}

/** Series of HTTP as an exposition holds them. */
function seriesOf(text: string): Record<string, number> {
  const lines = text.split("\n").filter((line) => line.startsWith("http_"));
  return sorted(
    lines.map((line) => {
      const [, name, labels = "", value] = /^(\w+)(?:\{(.*?)\})? (\S+)/.exec(line)!;
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text]);
      return [`${name}${JSON.stringify(pairs.sort())}`, Number(value)];
    }),
  );
}

function sorted(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
