import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { gunzipSync } from "node:zlib";
import {
  type Clock,
  type Family,
  type Labels,
  type Logger,
  ManualClock,
  type Series,
  type SeriesReader,
  silentLogger,
} from "../../../model/index.ts";
import type { Alerting } from "../../alerts/index.ts";
import type { Rules } from "../../rules/index.ts";
import { Census } from "../../slab/census.ts";
import { TestSlab } from "../../slab/test-slab.fixture.ts";
import { Threads } from "../../slab/threads.ts";
import { closing } from "../closing.ts";
import { send } from "../sending.ts";
import { PROMETHEUS_PATH, PrometheusApi, type PrometheusApiOptions } from "./prometheus-api.ts";

export const NOW_MS = 1_700_000_000_000;

/** A series with its samples, oldest first, as seconds before NOW_MS and values. */
export interface GivenSeries {
  readonly metric: Labels;
  readonly samples: readonly (readonly [secondsAgo: number, value: number])[];
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it is what the test says.
  readonly json: any;
}

interface ApiOptions extends PrometheusApiOptions {
  readonly series?: readonly GivenSeries[];
  readonly families?: readonly Family[];
  readonly logger?: Logger;
  /** Default: one that stands still at NOW_MS. */
  readonly clock?: Clock;
  /** What is evaluated. Default: nothing */
  readonly rules?: Rules;
}

/** The API over a store of some series, on a port of its own; closed after the test. */
export async function apiFor(t: TestContext, { series = [], families = [], ...options }: ApiOptions = {}) {
  const census = new Census();
  const threads = new Threads(census);
  const slab = new TestSlab(0);
  threads.attach(slab.memory);
  const api = new PrometheusApi(
    {
      service: "shop",
      farolVersion: "0.1.0",
      startedAtMs: NOW_MS - 60_000,
      tickMs: 15_000,
      clock: options.clock ?? new ManualClock(NOW_MS),
      logger: options.logger ?? silentLogger,
      census,
      store: storeOf(series, families),
      storeSize: () => ({
        ...{ series: series.length, samples: 0, bytes: 0, chunks: 7 },
        compressed: { samples: 0, bytes: 0 },
      }),
      numbers: { ticks: 1, missedTicks: 0, tickDurationSeconds: 0.002, scrapes: 0 },
      port: () => port,
      threads: () => threads.count,
      lastTickMs: () => NOW_MS - 1000,
      alerting: () => options.rules && ({ rules: options.rules } as Alerting),
      refresh: () => threads.refresh(),
    },
    options,
  );
  const server = createServer(async (asked, response) => {
    const url = new URL(asked.url!, "http://engine");
    await send(asked, response, await api.answer(asked, url, closing(response)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  t.after(() => {
    api.close();
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${port}${PROMETHEUS_PATH}/api/v1/`;
  return {
    slab,
    base,
    get: (path: string, headers: Readonly<Record<string, string>> = {}) => ask(base + path, "GET", headers),
    post: (path: string, body: string, type = "application/x-www-form-urlencoded") =>
      ask(base + path, "POST", { "content-type": type }, body),
    method: (method: string, path: string) => ask(base + path, method, {}),
  };
}

async function ask(url: string, method: string, headers: object, body?: string): Promise<Answered> {
  const asked = request(url, { method, headers: { ...headers } });
  asked.end(body);
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const bytes = Buffer.concat(await response.toArray());
  const text = (response.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
  const json = response.headers["content-type"] === "application/json" && text ? JSON.parse(text) : undefined;
  return { status: response.statusCode!, headers: response.headers, text, json };
}

function storeOf(given: readonly GivenSeries[], families: readonly Family[]): SeriesReader {
  const all = given.map(readable);
  const times = given.flatMap(({ samples }) => samples.map(([secondsAgo]) => NOW_MS - secondsAgo * 1000));
  return {
    select: (name, matchers) =>
      all.filter(
        (one) =>
          (name === undefined || one.name === name) &&
          matchers.every(({ label, matches }) =>
            matches(label === "__name__" ? one.name : (one.labels[label] ?? "")),
          ),
      ),
    names: () => [...new Set(all.map(({ name }) => name))].sort(),
    family: (name) => families.find((family) => name === family.name || name === `${family.name}_bucket`),
    extent: () =>
      times.length === 0 ? undefined : { startMs: Math.min(...times), endMs: Math.max(...times) },
  };
}

function readable({ metric, samples }: GivenSeries, id: number): Series {
  const { __name__: name = "", ...labels } = metric;
  return {
    ...{ id, name, labels },
    samples({ startMs, endMs }) {
      const within = samples
        .map(([secondsAgo, value]) => [NOW_MS - secondsAgo * 1000, value] as const)
        .filter(([timeMs]) => timeMs >= startMs && timeMs <= endMs);
      return {
        timestampsMs: Float64Array.from(within, ([timeMs]) => timeMs),
        values: Float64Array.from(within, ([, value]) => value),
      };
    },
  };
}
