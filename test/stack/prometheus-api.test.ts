import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { createFarol, defineMonitoring, type Farol, silentLogger } from "farol";
import { http } from "farol/integrations/http";
import Fastify, { type FastifyInstance } from "fastify";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { Prometheus } from "./prometheus.ts";
import { INVALID, SHAPES, VALID } from "./prometheus-api/requests.ts";

const run = promisify(execFile);
const REQUESTS = 7;
const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

interface Body {
  readonly status?: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly data?: unknown;
}

/** Both are asked over HTTP; the first through the application's own port. */
describe(
  "the Prometheus API, beside a real Prometheus that scrapes the same application",
  needs("prometheus", "promtool"),
  () => {
    let farol: Farol;
    let app: FastifyInstance;
    let prometheus: Prometheus;
    /** Where each answers. */
    let roots: readonly [ours: string, theirs: string];
    /** A second at which both know everything. */
    let at: number;

    before(async () => {
      farol = await createFarol(defineMonitoring({ service: "demo", integrations: [http()] }), {
        tick: "1s",
        logger: silentLogger,
      });
      app = Fastify();
      await app.register(farol.fastify());
      app.get("/books/:id", async () => ({ title: "The Waves" }));
      const address = await app.listen({ port: 0, host: "127.0.0.1" });
      for (let i = 0; i < REQUESTS; i++) await get(`${address}/books/${i}`);
      await get(`${address}/nowhere`);
      await get(`${address}/books/traced`, { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` });
      prometheus = await Prometheus.start([{ name: "demo", url: new URL("/metrics", farol.url) }]);
      roots = [`${address}/farol/prometheus`, prometheus.url];
      at = await until("both to know all requests for three seconds", async () => {
        const seconds = Math.floor(Date.now() / 1000);
        const query = `count_over_time((sum(http_requests_total) == ${REQUESTS + 2})[3s:1s]) >= 3`;
        const known = await Promise.all(roots.map((root) => vector(root, query, seconds)));
        return known.every(({ length }) => length === 1) ? seconds : undefined;
      });
    });

    after(async () => {
      await prometheus?.stop();
      await app?.close();
      await farol?.close();
    });

    async function both(path: string, init?: RequestInit): Promise<readonly [Answer, Answer]> {
      const [ours, theirs] = await Promise.all(
        roots.map((root) => answerOf(`${root}/api/v1/${path.replaceAll("$AT", String(at))}`, init)),
      );
      return [ours!, theirs!];
    }

    for (const path of VALID)
      it(`answers as it does: ${path}`, async () => {
        const [ours, theirs] = await both(path);
        assert.equal(theirs.status, 200, theirs.text);
        assert.deepEqual(ours.body, theirs.body);
      });

    for (const path of SHAPES)
      it(`answers in the same shape: ${path}`, async () => {
        const [ours, theirs] = await both(path);
        assert.equal(theirs.status, 200, theirs.text);
        assert.deepEqual(missing(theirs.body, ours.body), []);
      });

    for (const { path, differs } of INVALID)
      it(`refuses as it does: ${path}`, async () => {
        const [ours, theirs] = await both(path);
        assert.equal(ours.status, differs?.status ?? theirs.status, ours.text);
        if (theirs.body === undefined || ours.status === 200) return;
        const { error, ...rest } = ours.body!;
        const { error: theirError, ...theirRest } = theirs.body;
        assert.deepEqual(rest, theirRest);
        assert.equal(error, differs?.error ?? theirError);
      });

    it("reads forms as it does", async () => {
      const body = new URLSearchParams({ query: "sum(http_requests_total)", time: String(at) });
      const [ours, theirs] = await both("query?query=1", { method: "POST", body });
      assert.deepEqual(ours.body, theirs.body);
      const names = new URLSearchParams({ "match[]": "http_requests_total" });
      const [ourSeries, theirSeries] = await both("series", { method: "POST", body: names });
      assert.deepEqual(withoutTarget(ourSeries.body!.data), withoutTarget(theirSeries.body!.data));
    });

    it("knows the exemplar that it scraped", async () => {
      const exemplars = async (root: string) => {
        const { body } = await answerOf(
          `${root}/api/v1/query_exemplars?query=http_request_duration_seconds_bucket`,
        );
        const [first] = body!.data as { seriesLabels: object; exemplars: object[] }[];
        return first && { ...first, seriesLabels: withoutTarget([first.seriesLabels])[0] };
      };
      const [ours, theirs] = await until("an exemplar in both", async () => {
        const found = await Promise.all(roots.map(exemplars));
        return found.includes(undefined) ? undefined : found;
      });
      assert.deepEqual(ours, theirs);
      assert.ok(JSON.stringify(ours).includes(TRACE_ID));
    });

    it("answers promtool as it does", async () => {
      const sum = "sum by (endpoint, status_code) (http_requests_total)";
      const commands = (root: string) => [
        ["query", "instant", `--time=${at}`, root, `sort(${sum})`],
        ["query", "instant", `--time=${at}`, root, "1 + 1"],
        ["query", "range", `--start=${at - 2}`, `--end=${at}`, "--step=1s", root, sum],
        ["query", "labels", root, "endpoint"],
      ];
      const said = (root: string) =>
        Promise.all(commands(root).map(async (args) => (await run("promtool", args)).stdout));
      const [ours, theirs] = await Promise.all(roots.map(said));
      assert.deepEqual(ours, theirs);
      assert.match(ours![0]!, /\{endpoint="\/books\/:id", status_code="200"\} => 8 @/);
      assert.match(ours![2]!, /\{endpoint="unmatched", status_code="404"\} =>\n1 @/);
      const series = ["query", "series", "--match=http_requests_total", roots[0]];
      assert.match(
        (await run("promtool", series)).stdout,
        /^\{__name__="http_requests_total", endpoint="\/books\/:id"/m,
      );
    });

    it("lets that Prometheus answer in its place where it is told to", async () => {
      process.env.PROMETHEUS_URL = prometheus.url;
      const monitoring = defineMonitoring({ service: "other" });
      const other = await createFarol(monitoring, { logger: silentLogger }).finally(() => {
        delete process.env.PROMETHEUS_URL;
      });
      const asked = ["status/buildinfo", `query?query=up&time=${at}`, "query?query=sum("];
      for (const path of asked) {
        const ours = await answerOf(`${other.url}/farol/prometheus/api/v1/${path}`);
        assert.deepEqual(ours, await answerOf(`${prometheus.url}/api/v1/${path}`));
      }
      await other.close();
    });

    it("tells promtool what is wrong in Prometheus' words", async () => {
      const [root] = roots;
      await assert.rejects(run("promtool", ["query", "instant", root, "sum("]), {
        stderr: /invalid parameter "query": 1:5: parse error: unclosed left parenthesis/,
      });
    });
  },
);

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Undefined for what is no JSON. */
  readonly body: Body | undefined;
}

async function answerOf(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json" && text !== "";
  return { status: response.status, text, body: isJson ? (JSON.parse(text) as Body) : undefined };
}

async function vector(root: string, query: string, time: number): Promise<unknown[]> {
  const { body } = await answerOf(
    `${root}/api/v1/query?${new URLSearchParams({ query, time: String(time) })}`,
  );
  return (body?.data as { result: unknown[] } | undefined)?.result ?? [];
}

async function get(url: string, headers: Record<string, string> = {}): Promise<void> {
  await (await fetch(url, { headers })).arrayBuffer();
}

/** Series without what a scrape adds. */
function withoutTarget(series: unknown): object[] {
  return (series as Record<string, string>[]).map(({ job: _job, instance: _instance, ...labels }) => labels);
}

/** Places of a value's fields, and their types, that another value has not; of lists, the first item is looked at. */
function missing(wanted: unknown, found: unknown, place = ""): string[] {
  if (typeof wanted !== typeof found || Array.isArray(wanted) !== Array.isArray(found)) return [place];
  if (Array.isArray(wanted))
    return wanted.length === 0 ? [] : missing(wanted[0], (found as unknown[])[0], `${place}[]`);
  if (typeof wanted !== "object" || wanted === null) return [];
  return Object.entries(wanted).flatMap(([key, value]) =>
    missing(value, (found as Record<string, unknown>)[key], `${place}.${key}`),
  );
}
