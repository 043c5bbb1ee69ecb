import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { createFarol, defineMonitoring, type Farol, systemClock } from "farol";
import { http } from "farol/integrations/http";
import { processes } from "farol/integrations/process";
import Fastify, { type FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/browser.ts";
import { buildConsole } from "../../scripts/build-console.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { ConsolePage } from "./console-page.ts";

const BOOKS = 20;
const MISSING = 3;
const BROKEN = 2;
const ALL = BOOKS + MISSING + BROKEN;
/** Panels that have lines when only HTTP and the process are watched. */
const DRAWN = ["requests", "errors", "latency", "event-loop", "memory"];
const UNWATCHED = ["queries", "query-latency", "pool"];

/** Runs in the page: keeps the text of the last notice for after a reload. */
const KEEP_NOTICES = `
  new MutationObserver(() => {
    const notice = document.querySelector("[role=alert]");
    if (notice) sessionStorage.setItem("notice", notice.textContent);
  }).observe(document, { childList: true, subtree: true });
`;

/** What the columns of the endpoints' table ask. */
const COLUMNS = [
  "round(sum by (method, endpoint) (increase(http_requests_total{}[",
  "sum by (method, endpoint) (rate(http_requests_total{}[",
  'round(sum by (method, endpoint) (increase(http_requests_total{status_code=~"5..",}[',
  'round(sum by (method, endpoint) (increase(http_requests_total{status_code=~"4..",}[',
  ...[0.5, 0.95, 0.99].map((share) => `histogram_quantile(${share}, sum by (method, endpoint, le)`),
];

interface Performance {
  readonly endpoints: readonly { readonly endpoint: string; readonly requests: number }[];
}

/** What Prometheus' API answers: of a question at one time `value`, of one over time `values`. */
interface Answer {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

describe("the console", needs("chromium"), () => {
  let farol: Farol;
  let app: FastifyInstance;
  let browser: Browser;
  let address: string;
  /** An address of the console that shows a span around all requests that were made. */
  let still: string;
  let open: ConsolePage | undefined;

  before(async () => {
    buildConsole();
    browser = await launchChromium();
    const monitoring = defineMonitoring({ service: "demo", integrations: [http(), processes()] });
    farol = await createFarol(monitoring, { tick: "1s" });
    app = Fastify();
    await app.register(farol.fastify());
    app.get("/books/:id", async () => ({ title: "The Waves" }));
    app.get("/broken", async () => {
      throw new Error("out of order");
    });
    address = await app.listen({ port: 0, host: "127.0.0.1" });
    const startMs = systemClock.now() - 60_000;
    // Nothing grows from what was never there: what no route matches has its series from the first request on.
    await visit("/nowhere", 1);
    await ticked();
    await visit("/books/1", BOOKS);
    await visit("/nowhere", MISSING);
    await visit("/broken", BROKEN);
    await until("all requests to be in the store", async () => (await requestsInStore()) > ALL || undefined);
    await ticked();
    // With the newest sample: past it, rates are guessed.
    const endMs = await newestSampleMs();
    const [start, end] = [startMs, endMs].map((ms) => new Date(ms).toISOString());
    still = `${address}/farol/?start=${start}&end=${end}`;
  });

  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    await farol?.close();
  });

  async function visit(path: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++) await (await fetch(address + path)).arrayBuffer();
  }

  async function ask<T>(path: string): Promise<T> {
    return (await (await fetch(`${farol.url}/api/v1/monitoring${path}`)).json()) as T;
  }

  async function requestsInStore(): Promise<number> {
    const { endpoints } = await ask<Performance>("/performance?range=5m");
    const ours = endpoints.filter(({ endpoint }) => !endpoint.startsWith("/farol"));
    return ours.reduce((sum, { requests }) => sum + requests, 0);
  }

  async function newestSampleMs(): Promise<number> {
    const path = "/farol/prometheus/api/v1/query?query=timestamp(farol_engine_ticks_total)";
    const { data } = (await (await fetch(farol.url + path)).json()) as Answer;
    return Math.round(Number(data.result[0]!.value[1]) * 1000);
  }

  /** Waits for two ticks: the second has begun after this was called. */
  async function ticked(): Promise<void> {
    const ticks = async () => (await ask<{ engine: { ticks: number } }>("/system/info")).engine.ticks;
    const now = await ticks();
    // Enough for a line: one or two samples are a dot at the edge of a chart.
    await until("the engine's next ticks", async () => (await ticks()) >= now + 4 || undefined);
  }

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [400, 1600]) {
      it(`draws every chart that has data, ${colorScheme}, ${width} px wide, and complains of nothing`, async () => {
        const shown = await ConsolePage.open(browser, { viewport: { width, height: 900 }, colorScheme });
        open = shown;
        await shown.visit(still);
        for (const id of DRAWN) {
          await until(`lines in ${id}`, async () => (await shown.coloredPixels(id)) > 10 || undefined);
        }
        for (const id of UNWATCHED) assert.match(await open.text(`panel-${id}`), /No data yet: no /);
        const background = await open.page.evaluate("getComputedStyle(document.body).backgroundColor");
        assert.equal(background, colorScheme === "light" ? "rgb(244, 246, 248)" : "rgb(12, 19, 29)");
        assert.equal(await open.overflow(), 0, "pixels that the page is wider than the window");
        assert.deepEqual(open.complaints, []);
        assert.deepEqual(open.origins, [new URL(address).origin]);
      });
    }
  }

  it("shows the numbers that were answered in PromQL", async () => {
    const shown = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    open = shown;
    await shown.visit(still);
    const rows = await shown.endpoints();
    const answered = await Promise.all(COLUMNS.map((expr) => shown.answer<Answer>("/query ", `=${expr}`)));
    for (const [i, { data }] of answered.entries()) {
      for (const { metric, value } of data.result) {
        const number = value[1] === "NaN" ? "" : String(Number(value[1]));
        assert.equal(rows[`${metric.method} ${metric.endpoint}`]?.[i], number, COLUMNS[i]);
      }
    }
    const counted = (name: string) => [0, 2, 3].map((column) => Number(rows[name]?.[column]));
    assert.deepEqual(counted("GET /books/:id"), [BOOKS, 0, 0]);
    assert.deepEqual(counted("GET /broken"), [BROKEN, BROKEN, 0]);
    assert.deepEqual(counted("GET unmatched"), [MISSING, 0, MISSING]);
    assert.equal(Object.keys(rows)[0], "GET /books/:id");
    assert.match(await shown.text("stat-requests"), new RegExp(`${ALL} in all`));
    assert.match(await shown.text("stat-errors"), new RegExp(`${BROKEN} 5xx, ${MISSING} 4xx`));
    const p95 = await shown.answer<Answer>("/query ", "=histogram_quantile(0.95, sum by (le)");
    assert.equal(await shown.number("latency"), String(Number(p95.data.result[0]!.value[1])));
  });

  it("shows the newest number of each line, and of each state at the end of the range", async () => {
    const shown = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    open = shown;
    await shown.visit(still);
    const newest = async (expr: string) => {
      const { data } = await shown.answer<Answer>("/query_range ", `=${expr} `);
      return String(Number(data.result[0]!.values.at(-1)![1]));
    };
    assert.deepEqual(await shown.legend("memory"), {
      resident: await newest("sum(process_resident_memory_bytes{})"),
      "heap used": await newest("max(nodejs_heap_size_used_bytes{})"),
      "heap total": await newest("max(nodejs_heap_size_total_bytes{})"),
    });
    const { data } = await shown.answer<Answer>("/query ", "=sum(process_resident_memory_bytes{})");
    assert.equal(await shown.number("memory"), String(Number(data.result[0]!.value[1])));
  });

  it("says where it belongs what could not be read, and what Prometheus warns of", async () => {
    const shown = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    open = shown;
    const { page } = shown;
    await page.route(/query_range\?query=sum%28process_resident/, (route) => {
      const body = JSON.stringify({ status: "error", errorType: "execution", error: "too many samples" });
      return route.fulfill({ status: 422, contentType: "application/json", body });
    });
    await page.route(/query_range\?query=.*eventloop_utilization/, async (route) => {
      const response = await route.fetch();
      return route.fulfill({
        response,
        json: { ...(await response.json()), warnings: ["one store is away"] },
      });
    });
    await shown.visit(still);
    assert.match(
      await shown.text("panel-memory"),
      /Could not be read\. Query failed \(execution\): too many samples/,
    );
    assert.match(await shown.text("stat-memory"), /could not be read/);
    assert.match(await shown.text("notice"), /history: Query failed \(execution\): too many samples/);
    const warnings = shown.panel("event-loop").getByRole("list", { name: "Prometheus warns" });
    assert.equal(await warnings.textContent(), "one store is away");
    await until(
      "lines beside the warning",
      async () => (await shown.coloredPixels("event-loop")) > 10 || undefined,
    );
    assert.equal(await page.getByTestId("unread").count(), 1);
  });

  it("hides and shows a line from the legend", async () => {
    const shown = await ConsolePage.open(browser);
    open = shown;
    await shown.visit(still);
    const entries = shown.panel("memory").getByRole("listitem").getByRole("button");
    for (const entry of await entries.all()) await entry.click();
    const colored = () => shown.coloredPixels("memory");
    await until("all lines to be hidden", async () => (await colored()) === 0 || undefined);
    await entries.first().click();
    await until("one line to be shown", async () => (await colored()) > 10 || undefined);
  });

  it("follows the service while it is live, and stops when it is paused", async () => {
    open = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    await open.visit(`${address}/farol/?range=5m`);
    const { page } = open;
    const before = Number((await open.endpoints())["GET /books/:id"]?.[0]);
    await visit("/books/2", 5);
    const shown = page.getByRole("row", { name: "GET /books/:id" }).locator("data").first();
    await until("the new requests to be shown", async () => {
      // Growth is guessed up to now from what was sampled: it may be one more or less.
      return Number(await shown.getAttribute("value")) >= before + 4 || undefined;
    });
    const live = page.getByTestId("live");
    assert.equal(await live.getAttribute("aria-pressed"), "true");
    await live.click();
    assert.equal(await live.getAttribute("aria-pressed"), "false");
  });

  it("shows what was dragged over in a chart, has it in its address, and leads back", async () => {
    open = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 } });
    await open.visit(`${address}/farol/?range=5m`);
    const { page } = open;
    const over = open.panel("memory").locator(".u-over");
    await over.scrollIntoViewIfNeeded();
    const box = (await over.boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 10, y, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/\?start=.*&end=/);
    assert.equal(await page.getByTestId("live").getAttribute("aria-pressed"), "false");
    const parameters = new URL(page.url()).searchParams;
    const lengthMs = Date.parse(parameters.get("end")!) - Date.parse(parameters.get("start")!);
    assert.ok(lengthMs > 60_000 && lengthMs < 200_000, `about half of five minutes, not ${lengthMs} ms`);
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.waitForURL(/\?range=5m$/);
    assert.equal(await page.getByTestId("live").getAttribute("aria-pressed"), "true");
  });

  it("asks for the token when the API wants one, and keeps it for the tab", async () => {
    open = await ConsolePage.open(browser);
    const { page } = open;
    // The API asks clients on other machines for it; this browser is on the same one.
    await page.route("**/api/**", async (route) => {
      const given = await route.request().headerValue("authorization");
      if (given === "Bearer right") return route.continue();
      const body = JSON.stringify({ title: "A token is needed", detail: "Send the token" });
      return route.fulfill({ status: 401, contentType: "application/problem+json", body });
    });
    await page.goto(still);
    await page.getByText("Send the token").waitFor();
    await page.getByLabel("Token").fill("right");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByTestId("endpoints").waitFor();
    await page.reload();
    await page.getByTestId("endpoints").waitFor();
  });

  it("keeps what it knows when the connection is lost, says so, and comes back", async () => {
    open = await ConsolePage.open(browser);
    await open.visit(still);
    const { page } = open;
    const before = await open.endpoints();
    await page.route("**/api/**", (route) => route.abort());
    await page.getByTestId("live").click();
    const notice = page.getByRole("alert");
    await notice.waitFor();
    assert.match(await open.text("notice"), /No connection.*What you see is from \d\d:\d\d:\d\d/s);
    assert.deepEqual(await open.endpoints(), before);
    await page.unroute("**/api/**");
    await notice.getByRole("button", { name: "Try again" }).click();
    await notice.waitFor({ state: "detached" });
  });

  it("says where the application's thread is blocked, on the engine's own port", async () => {
    open = await ConsolePage.open(browser);
    const { page } = open;
    await page.addInitScript({ content: KEEP_NOTICES });
    await open.visit(`${farol.url}/farol/?range=5m`);
    let blockedMs = 0;
    const notice = await until("a notice", async () => {
      const kept = await page.evaluate<string | null>("sessionStorage.getItem('notice')");
      if (kept !== null) return kept;
      // On a slow machine the page may need longer than the thread was blocked.
      blockedMs += 4000;
      // This process is the application: while it is blocked, the page must act by itself.
      await page.evaluate("setTimeout(() => location.reload(), 1500)");
      blockTheEventLoop(blockedMs);
    });
    assert.match(notice, /thread is blocked.*blockTheEventLoop/s);
  });
});

function blockTheEventLoop(ms: number): void {
  const end = systemClock.monotonic() + ms;
  while (systemClock.monotonic() < end);
}
