import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import {
  createFarol,
  DEPLOYMENT_PHASES,
  type DeploymentPhase,
  defineMonitoring,
  type Farol,
  silentLogger,
  systemClock,
} from "farol";
import { processes } from "farol/integrations/process";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/browser.ts";
import { buildConsole } from "../../scripts/build-console.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { ConsolePage } from "./console-page.ts";

const MINUTE_MS = 60_000;
/** Minutes that are shown: all that was told, and the samples. */
const SPAN = 12;
const PANEL = "memory";
/** How a mark looks by its phase; `COLORS` of the console, as pixels. */
const SCHEMES = {
  light: { started: [86, 98, 115], completed: [15, 122, 82], rolled_back: [192, 38, 55] },
  dark: { started: [147, 161, 181], completed: [76, 200, 144], rolled_back: [255, 125, 134] },
} as const;

interface Told {
  readonly phase: DeploymentPhase;
  readonly minute: number;
  readonly note?: string;
}

interface Answer {
  readonly series: readonly { readonly samples: readonly (readonly [number, number])[] }[];
}

const TOLD: readonly Told[] = [
  { phase: "started", minute: 2 },
  { phase: "completed", minute: 5 },
  { phase: "rolled_back", minute: 9, note: "answers were slow" },
];

/** What is needed of the browser's own types. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

describe("deployments in the console", needs("chromium"), () => {
  let farol: Farol;
  let browser: Browser;
  let open: ConsolePage | undefined;
  /** What minutes are counted from. */
  let startMs: number;
  /** When the first sample was taken, at which the last deployment happened. */
  let sampledMs: number;

  before(async () => {
    buildConsole();
    browser = await launchChromium();
    const monitoring = defineMonitoring({ service: "demo", integrations: [processes()] });
    farol = await createFarol(monitoring, { tick: "1s", logger: silentLogger });
    startMs = Math.floor(systemClock.now() / 1000) * 1000 - 10 * MINUTE_MS;
    for (const { minute, ...event } of TOLD) {
      await tell({ ...event, version: "2.0.1" }, startMs + minute * MINUTE_MS);
    }
    const samples = await until("a line in the store", enoughSamples);
    sampledMs = samples[0]![0];
    await tell({ phase: "started", version: "2.0.2", note: "once more" }, sampledMs);
  });

  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  after(async () => {
    await browser?.close();
    await farol?.close();
  });

  /** The samples of the panel's line; undefined while none of its points, 5 s apart, need be among them. */
  async function enoughSamples() {
    const path = "/api/v1/monitoring/metrics/process_resident_memory_bytes?limit=10";
    const { series } = (await (await fetch(farol.url + path)).json()) as Answer;
    const samples = series[0]?.samples ?? [];
    return samples.length >= 7 ? samples : undefined;
  }

  async function tell(event: object, atMs: number): Promise<void> {
    const response = await fetch(`${farol.url}/api/v1/monitoring/deployments`, {
      method: "POST",
      headers: { authorization: `Bearer ${farol.token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...event, at: new Date(atMs).toISOString() }),
    });
    assert.equal(response.status, 201);
  }

  function minuteOf(ms: number): number {
    return (ms - startMs) / MINUTE_MS;
  }

  /** Shows a span by minutes after `startMs`. */
  async function show(fromMinute: number, toMinute: number, options = {}): Promise<ConsolePage> {
    open = await ConsolePage.open(browser, { viewport: { width: 1600, height: 900 }, ...options });
    const [start, end] = [fromMinute, toMinute].map((minute) =>
      new Date(startMs + minute * MINUTE_MS).toISOString(),
    );
    await open.visit(`${farol.url}/farol/?start=${start}&end=${end}`);
    await open.panel(PANEL).locator("canvas").waitFor();
    return open;
  }

  for (const colorScheme of ["light", "dark"] as const) {
    it(`stand as lines where they happened, by their phase, ${colorScheme}`, async () => {
      const shown = await show(0, SPAN, { colorScheme });
      // Before pixels are read, of which Chromium complains.
      assert.deepEqual(shown.complaints, []);
      for (const phase of DEPLOYMENT_PHASES) {
        const columns = await columnsOf(shown, SCHEMES[colorScheme][phase]);
        const told = [...TOLD, { phase: "started", minute: minuteOf(sampledMs) }].filter(
          (it) => it.phase === phase,
        );
        const expected = await Promise.all(told.map(({ minute }) => columnAt(shown, minute / SPAN)));
        const isRight =
          columns.length === expected.length && columns.every((x, i) => Math.abs(x - expected[i]!) <= 1);
        assert.ok(isRight, `${phase} in the columns ${columns}, not ${expected}`);
      }
    });
  }

  it("are told to those who do not see the chart", async () => {
    const shown = await show(0, SPAN);
    const label = await shown.panel(PANEL).getByRole("img").getAttribute("aria-label");
    assert.match(
      label!,
      /; 2\.0\.2 started: once more at .*, 2\.0\.1 rolled back: answers were slow at .*, 2\.0\.1 completed at .*, 2\.0\.1 started at /,
    );
  });

  it("are named under the cursor, with their note", async () => {
    const minute = minuteOf(sampledMs);
    const shown = await show(minute - 1, minute + 1);
    const over = shown.panel(PANEL).locator(".u-over");
    await over.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await over.boundingBox())!;
    await shown.page.mouse.move(x + width / 2, y + height / 2);
    await shown
      .panel(PANEL)
      .getByText(/^\d\d:\d\d:\d\d · 2\.0\.2 started: once more$/)
      .waitFor();
  });

  it("take no room where there were none", async () => {
    const plotTop = async (shown: ConsolePage) => {
      const panel = shown.panel(PANEL);
      const [over, canvas] = [panel.locator(".u-over"), panel.locator("canvas")];
      return (await over.boundingBox())!.y - (await canvas.boundingBox())!.y;
    };
    const without = await show(minuteOf(sampledMs + 500), SPAN);
    assert.deepEqual([await plotTop(without), await columnsOf(without, SCHEMES.light.rolled_back)], [10, []]);
    await without.close();
    assert.equal(await plotTop(await show(0, SPAN)), 22);
  });

  /** The canvas' columns most of whose upper half has this color. Dashes make a half of it. */
  function columnsOf(shown: ConsolePage, color: readonly number[]): Promise<number[]> {
    return shown
      .panel(PANEL)
      .locator("canvas")
      .evaluate((canvas: Canvas, [red, green, blue]) => {
        const height = Math.floor(canvas.height / 2);
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, height);
        const near = (i: number) =>
          Math.abs(data[i]! - red!) + Math.abs(data[i + 1]! - green!) + Math.abs(data[i + 2]! - blue!) < 40;
        const matches = (x: number) =>
          Array.from({ length: height }, (_, y) => (y * canvas.width + x) * 4).filter(
            (i) => data[i + 3]! > 100 && near(i),
          ).length;
        return Array.from({ length: canvas.width }, (_, x) => x).filter((x) => matches(x) > height * 0.35);
      }, color);
  }

  /** The canvas' column at a share of the plot's width. */
  async function columnAt(shown: ConsolePage, share: number): Promise<number> {
    const panel = shown.panel(PANEL);
    const [over, canvas] = [
      await panel.locator(".u-over").boundingBox(),
      await panel.locator("canvas").boundingBox(),
    ];
    return Math.round(over!.x - canvas!.x + over!.width * share);
  }
});
