/**
 * How fast is PromQL answered? Sixteen questions of dashboards and rules over 5,000 series, 6 hours at 15 s, asked over
 * HTTP in turn: of the engine, and of a real Prometheus with the same samples. Both answer the same.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Prometheus } from "../test/stack/prometheus.ts";
import { remoteWrite } from "../test/stack/promql-differential/remote-write.ts";
import { median, report } from "./harness/result.ts";
import { generate, STEP_MS, TICKS } from "./promql/data.ts";
import { type Asking, QUESTIONS } from "./promql/questions.ts";

const ROUNDS = process.argv.includes("--quick") ? 3 : 15;
/** Before them: both have been running for longer than their first questions. */
const WARM_UP_ROUNDS = 5;
/** Samples of a series that are written at once: half an hour, all series together, as Prometheus takes no older ones. */
const PORTION = 120;
/** Nothing that was kept of an earlier answer. */
const ANEW = { "cache-control": "no-cache" };
/** Sums are made in another order, so that last digits differ. */
const TOLERANCE = 1e-8;

const askedMs = Math.floor(Date.now() / 60_000 - 1) * 60_000;
/** Asked between two samples, as 2.42 and 3.x differ at a window's edge, and before the last one, with which series end. */
const endMs = askedMs + 8000;
const server = spawn(
  process.execPath,
  [fileURLToPath(new URL("promql/farol-server.ts", import.meta.url)), String(endMs)],
  {
    stdio: ["ignore", "pipe", "inherit"],
  },
);
const [line] = (await once(server.stdout, "data")) as [Buffer];
const farol = `http://127.0.0.1:${line.toString().trim()}/farol/prometheus`;
const prometheus = await Prometheus.start([], [], ["--web.enable-remote-write-receiver"]);
try {
  await fill(prometheus.url);
  const ratios: number[] = [];
  for (const question of QUESTIONS) ratios.push(await compare(question));
  const value = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  report({
    measure: "all of them, geometric mean of the ratios",
    who: "farol",
    value,
    unit: "x",
    target: "at most 0.4",
    reached: value <= 0.4,
  });
} finally {
  server.kill();
  await prometheus.stop();
}

async function fill(url: string): Promise<void> {
  const series = generate().map(({ name, labels, next }) => ({ name, labels, next }));
  for (let from = 0; from < TICKS; from += PORTION) {
    const portion = series.map(({ name, labels }) => ({ name, labels, samples: [] as [number, number][] }));
    for (let tick = from; tick < Math.min(TICKS, from + PORTION); tick++)
      for (const [i, { next }] of series.entries())
        portion[i]!.samples.push([endMs - (TICKS - 1 - tick) * STEP_MS, next()]);
    await remoteWrite(url, portion);
  }
}

/** Asks both in turn; the median of Farol's times over Prometheus', pair by pair. */
async function compare({ name, expr, range }: Asking): Promise<number> {
  const path = range === undefined ? "query" : "query_range";
  const times =
    range === undefined
      ? { time: seconds(0) }
      : { start: seconds(range.hours), end: seconds(0), step: String(range.stepSeconds) };
  const query = `/api/v1/${path}?${new URLSearchParams({ query: expr, ...times })}`;
  assertSame(name, (await ask(farol + query)).answer, (await ask(prometheus.url + query)).answer);
  const pairs: (readonly [number, number])[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const pair = [(await ask(farol + query)).ms, (await ask(prometheus.url + query)).ms] as const;
    if (round >= 0) pairs.push(pair);
  }
  const [value, reference] = [median(pairs.map(([ms]) => ms)), median(pairs.map(([, ms]) => ms))];
  const ratio = median(pairs.map(([own, other]) => own / other));
  const measure = name;
  report({
    measure,
    who: "farol",
    value,
    unit: "ms",
    reference,
    ratio,
    target: "at most 1x",
    reached: ratio <= 1,
  });
  report({ measure, who: "Prometheus", value: reference, unit: "ms" });
  return ratio;
}

function seconds(hoursAgo: number): string {
  return String(askedMs / 1000 - hoursAgo * 3600);
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

async function ask(url: string): Promise<{ ms: number; answer: readonly Series[] }> {
  const begin = performance.now();
  const text = await (await fetch(url, { headers: ANEW })).text();
  const ms = performance.now() - begin;
  const { data, error } = JSON.parse(text) as { data?: { result: Series[] }; error?: string };
  if (data === undefined) throw new Error(error);
  return { ms, answer: data.result };
}

function assertSame(name: string, own: readonly Series[], other: readonly Series[]): void {
  const [a, b] = [own, other].map(numbersByPlace) as [Map<string, number>, Map<string, number>];
  assert.ok(a.size > 0 && a.size === b.size, `${name}: ${a.size} numbers, and ${b.size} of Prometheus`);
  for (const [place, number] of a) {
    const expected = b.get(place) ?? Number.NaN;
    const isSame = Math.abs(number - expected) <= TOLERANCE * Math.abs(expected);
    assert.ok(isSame, `${name}: ${number}, and ${expected} of Prometheus, at ${place}`);
  }
}

function numbersByPlace(answer: readonly Series[]): Map<string, number> {
  const all = answer.flatMap(({ metric, value, values = [value!] }) =>
    values.map(
      ([time, text]) => [`${time} ${JSON.stringify(Object.entries(metric).sort())}`, Number(text)] as const,
    ),
  );
  return new Map(all);
}
