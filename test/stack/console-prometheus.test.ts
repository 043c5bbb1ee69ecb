import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { createFarol, defineMonitoring, silentLogger, systemClock } from "farol";
import { postgres } from "farol/integrations/database";
import { http } from "farol/integrations/http";
import { processes } from "farol/integrations/process";
import Fastify from "fastify";
import pg from "pg";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/browser.ts";
import { buildConsole } from "../../scripts/build-console.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { ConsolePage } from "./console-page.ts";
import { Prometheus } from "./prometheus.ts";

const BOOKS = 20;
const RESIDENT = 'sum(process_resident_memory_bytes{service="demo"})';

interface Matrix {
  readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[];
}

/** An application; `prometheusUrl` is where its history is. */
async function start(tick: "1s" | "15m", prometheusUrl?: string) {
  const monitoring = defineMonitoring({ service: "demo", integrations: [http(), postgres(), processes()] });
  const farol = await createFarol(monitoring, {
    tick,
    logger: silentLogger,
    ...(prometheusUrl !== undefined && { prometheusUrl }),
  });
  const app = Fastify();
  await app.register(farol.fastify());
  app.get("/books/:id", async () => ({ title: "The Waves" }));
  // Its metrics exist, though it is never connected.
  const pool = farol.pg(new pg.Pool(), { statistics: false });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const close = async () => {
    await pool.end();
    await app.close();
    await farol.close();
  };
  return { farol, address, close };
}

/**
 * One process of the service is scraped and has all the requests; another one, begun later, shows them. Its own engine
 * takes a sample when it starts, and the next one a quarter of an hour later.
 */
describe("the console over a real Prometheus", needs("chromium", "prometheus"), () => {
  let observed: Awaited<ReturnType<typeof start>>;
  let shown: Awaited<ReturnType<typeof start>>;
  let prometheus: Prometheus;
  let browser: Browser;
  let open: ConsolePage | undefined;
  let startMs: number;
  let endMs: number;

  before(async () => {
    buildConsole();
    browser = await launchChromium();
    observed = await start("1s");
    startMs = systemClock.now() - 60_000;
    const url = new URL("/metrics", observed.farol.url);
    prometheus = await Prometheus.start([
      { name: "demo", url, labels: { service: "demo" } },
      // What another service exposes under the same names.
      { name: "other", url, labels: { service: "other" } },
    ]);
    shown = await start("15m", prometheus.url);
    await until("two scrapes", () => scrapes(2));
    for (let i = 0; i < BOOKS; i++) await (await fetch(`${observed.address}/books/${i}`)).arrayBuffer();
    await until("scrapes of all requests", async () => {
      const query = `count_over_time((http_requests_total{service="demo",endpoint="/books/:id",status_code="200"} == ${BOOKS})[1m:1s])`;
      return await atLeast(query, 4);
    });
    endMs = Math.floor(systemClock.now() / 1000) * 1000;
  });

  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  after(async () => {
    await browser?.close();
    await shown?.close();
    await observed?.close();
    await prometheus?.stop();
  });

  function scrapes(count: number): Promise<true | undefined> {
    return atLeast('count_over_time(farol_engine_ticks_total{service="demo"}[1m])', count);
  }

  async function atLeast(query: string, least: number): Promise<true | undefined> {
    const { result } = await prometheus.get<{ result: { value: [number, string] }[] }>("query", { query });
    return Number(result[0]?.value[1]) >= least || undefined;
  }

  /** Shows a span around all requests. */
  async function visit(address = shown.address): Promise<ConsolePage> {
    open = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    const [start, end] = [startMs, endMs].map((ms) => new Date(ms).toISOString());
    await open.visit(`${address}/farol/?start=${start}&end=${end}`);
    return open;
  }

  it("says whose numbers it shows, and finds out how often that Prometheus scrapes", async () => {
    const page = await visit();
    assert.equal(await page.text("origin"), `History from ${prometheus.url}`);
    const title = await page.page.getByTestId("origin").getAttribute("title");
    assert.equal(title, 'Series with service="demo", scraped every 1 s');
  });

  it("draws that Prometheus' samples of this service", async () => {
    const page = await visit();
    await until("lines of memory", async () => (await page.coloredPixels("memory")) > 10 || undefined);
    const { data } = await page.answer<{ data: Matrix }>("/query_range ", `=${RESIDENT} `);
    const held = await prometheus.get<Matrix>("query_range", {
      query: RESIDENT,
      start: String(Math.ceil(startMs / 1000)),
      end: String(endMs / 1000),
      step: "1",
    });
    assert.deepEqual(data, held);
    const values = data.result[0]!.values;
    assert.ok(values.length > 4, `${values.length} points, of which its own engine has one`);
    assert.equal((await page.legend("memory")).resident, String(Number(values.at(-1)![1])));
  });

  it("shows in the table the requests that another process answered", async () => {
    const page = await visit();
    const [requests] = (await page.endpoints())["GET /books/:id"]!;
    const query = `round(sum by (method, endpoint) (increase(http_requests_total{service="demo"}[${endMs - startMs}ms])))`;
    const { result } = await prometheus.get<{ result: { metric: object; value: [number, string] }[] }>(
      "query",
      {
        query,
        time: String(endMs / 1000),
      },
    );
    const books = result.find(({ metric }) => "endpoint" in metric && metric.endpoint === "/books/:id");
    assert.equal(requests, books?.value[1]);
    // Prometheus guesses up to the edges of the time that is asked about.
    assert.ok(Math.abs(Number(requests) - BOOKS) <= 0.2 * BOOKS, `${requests} requests, not ${BOOKS}`);
  });

  it("asks nothing that Prometheus does not answer, and complains of nothing", async () => {
    const page = await visit();
    assert.match(await page.text("panel-query-latency"), /Nothing in this range: no query was sent/);
    await page.panel("pool").locator("canvas").waitFor();
    assert.equal(await page.page.getByTestId("unread").count(), 0);
    assert.equal(await page.page.getByRole("alert").count(), 0);
    assert.deepEqual(page.complaints, []);
  });

  it("says in each place that Prometheus is away, and shows what the engine knows", async () => {
    const alone = await start("15m", "http://user:secret@127.0.0.1:1");
    const page = await visit(alone.address);
    const away = /the Prometheus at http:\/\/127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/;
    for (const place of ["notice", "panel-memory", "unread"])
      assert.match((await page.page.getByTestId(place).first().textContent())!, away, place);
    assert.match(await page.text("stat-requests"), /could not be read/);
    assert.equal(await page.text("status"), "OK");
    assert.equal(await page.text("origin"), "History from http://127.0.0.1:1");
    await alone.close();
  });
});
