import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { SeriesReader } from "../../model/index.ts";
import {
  EVERYTHING_EXPERIMENTAL,
  evaluateRange,
  parse,
  type RangeAnswer,
  type Steps,
} from "../../promql/index.ts";
import { MemoryStore } from "../store/index.ts";
import { RangeAnswers } from "./range-answers.ts";

const TICK_MS = 15_000;
const BEGIN_MS = 1_700_000_000_000 - (1_700_000_000_000 % 60_000);

/** Each way in which a step may depend on what was before it. */
const EXPRESSIONS = [
  "requests_total",
  "sum by (route) (rate(requests_total[5m]))",
  'sum(rate(requests_total{code="500"}[1m])) / sum(rate(requests_total[1m]))',
  "topk(2, rate(requests_total[2m]))",
  "histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))",
  "avg_over_time(queue[3m]) > 20",
  "stddev by (job) (queue)",
  "max_over_time(sum(rate(requests_total[1m]))[5m:1m])",
  "queue offset 2m",
  "absent(queue > 30)",
  'count_values("value", queue)',
  'label_replace(queue, "x", "$1", "job", "(.).*")',
  "queue and on (job) (queue > 10) unless queue > 40",
  "sum(queue) * time()",
  "scalar(sum(queue))",
  "timestamp(queue)",
  "sum(queue) by (job) or vector(0)",
  "changes(queue[4m])",
  "quantile_over_time(0.5, queue[2m])",
];
/** What names times of the query, or looks ahead. */
const OF_THE_QUERY = [
  "queue @ end()",
  "sum(queue @ start())",
  "vector(end() - start())",
  "sum(queue) + range()",
  "sum_over_time(queue[range() + 1m])",
  "queue offset -1m",
  "max_over_time((queue offset -30s)[1m:15s])",
  `queue @ ${BEGIN_MS / 1000 + 300}`,
];

describe("answers over time that are kept", () => {
  it("are those of a fresh evaluation, however a dashboard's window moves", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.constantFrom(...EXPRESSIONS, ...OF_THE_QUERY),
        fc.constantFrom(15_000, 20_000, 60_000),
        fc.array(
          fc.record({
            ticks: fc.nat(6),
            /** How many steps it begins earlier or later than a window of always the same length would. */
            by: fc.constantFrom(0, 0, 0, 1, -1, 5, -5, 30),
            steps: fc.constantFrom(20, 20, 20, 7, 45),
            /** By how much its steps stand beside those of others. */
            asideMs: fc.constantFrom(0, 0, 0, 7000),
            /** By how many ticks what is written lags behind what is settled. */
            unsettled: fc.constantFrom(0, 0, 2),
          }),
          { minLength: 2, maxLength: 8 },
        ),
        async (seed, text, stepMs, views) => {
          const shop = new Shop(seed);
          shop.tick(60);
          let settledMs = shop.nowMs;
          const answers = new RangeAnswers({ reader: shop.store, settledMs: () => settledMs });
          for (const { ticks, by, steps, asideMs, unsettled } of views) {
            shop.tick(ticks);
            settledMs = Math.max(settledMs, shop.nowMs - unsettled * TICK_MS);
            const endMs = Math.floor(shop.nowMs / stepMs) * stepMs - asideMs;
            const asked = { startMs: endMs - (steps + by) * stepMs, endMs, stepMs };
            if (asked.startMs > asked.endMs) continue;
            assert.deepEqual(await told(answers, text, asked), await fresh(shop.store, text, asked));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("need only the steps evaluated that are new", async () => {
    const shop = new Shop(7);
    shop.tick(100);
    const spans: number[] = [];
    const reader = watched(shop.store, (spanMs) => spans.push(spanMs));
    const answers = new RangeAnswers({ reader, settledMs: () => shop.nowMs });
    const ask = (text: string) => {
      const endMs = shop.nowMs;
      return told(answers, text, { startMs: endMs - 80 * TICK_MS, endMs, stepMs: TICK_MS });
    };
    const text = "sum(rate(requests_total[1m]))";
    await ask(text);
    assert.equal(Math.max(...spans.splice(0)), 80 * TICK_MS + 60_000);
    await ask(text);
    assert.deepEqual(spans, []);
    shop.tick(1);
    await ask(text);
    assert.equal(Math.max(...spans.splice(0)), 60_000);
    for (const again of ["queue @ end()", "queue @ end()"]) await ask(again);
    assert.equal(new Set(spans).size, 1);
  });

  it("take what is written late at steps that are not settled", async () => {
    const store = new MemoryStore({ absence: "gap" });
    const ids = Uint32Array.of(store.series("recorded", {}));
    let settledMs = BEGIN_MS;
    const answers = new RangeAnswers({ reader: store, settledMs: () => settledMs });
    const steps = { startMs: BEGIN_MS, endMs: BEGIN_MS + 2 * TICK_MS, stepMs: TICK_MS };
    store.append(BEGIN_MS, ids, Float64Array.of(1), 1);
    assert.deepEqual(values(await told(answers, "recorded", steps)), [1, 1, 1]);
    store.append(BEGIN_MS + TICK_MS, ids, Float64Array.of(2), 1);
    settledMs += TICK_MS;
    assert.deepEqual(values(await told(answers, "recorded", steps)), [1, 2, 2]);
  });

  it("are no more than there is room for, and those that were asked for last", async () => {
    const shop = new Shop(3);
    shop.tick(50);
    const answers = new RangeAnswers({ reader: shop.store, settledMs: () => shop.nowMs, maxSamples: 100 });
    const steps = { startMs: shop.nowMs - 39 * TICK_MS, endMs: shop.nowMs, stepMs: TICK_MS };
    for (const text of ["sum(queue)", "max(queue)", "min(queue)"]) {
      await told(answers, text, steps);
      assert.ok(answers.samples <= 100);
    }
    assert.equal(answers.samples, 80);
    await told(answers, "requests_total", steps);
    assert.equal(answers.samples, 80, "one that is too large does not drive the others out");
  });

  it("are not kept where something is to be said of them", async () => {
    const shop = new Shop(5);
    shop.tick(50);
    const answers = new RangeAnswers({ reader: shop.store, settledMs: () => shop.nowMs });
    const steps = { startMs: shop.nowMs - 10 * TICK_MS, endMs: shop.nowMs, stepMs: TICK_MS };
    for (let time = 0; time < 2; time++) {
      const { warnings } = await told(answers, "quantile_over_time(2, queue[1m])", steps);
      assert.equal(warnings.length, 1);
    }
    assert.equal(answers.samples, 0);
  });
});

async function told(answers: RangeAnswers, text: string, steps: Steps) {
  return sorted(await answers.evaluate(parse(text, EVERYTHING_EXPERIMENTAL), text, steps, {}));
}

async function fresh(store: MemoryStore, text: string, steps: Steps) {
  return sorted(await evaluateRange(parse(text, EVERYTHING_EXPERIMENTAL), text, store, steps, {}));
}

function sorted({ series, warnings, infos }: RangeAnswer) {
  const all = series.map(({ metric, samples, points }) => ({
    key: JSON.stringify(Object.entries(metric).sort()),
    samples: Array.from(samples.timestampsMs, (ms, i) => [ms, samples.values[i]]),
    points: points.length,
  }));
  return { series: all.sort((a, b) => (a.key < b.key ? -1 : 1)), warnings, infos };
}

function values({ series }: ReturnType<typeof sorted>) {
  return series.flatMap(({ samples }) => samples.map(([, value]) => value));
}

/** Tells how much of each series is read. */
function watched(store: MemoryStore, tell: (spanMs: number) => void): SeriesReader {
  return {
    names: () => store.names(),
    family: (name) => store.family(name),
    extent: () => store.extent(),
    *select(name, matchers) {
      for (const series of store.select(name, matchers)) {
        const samples: typeof series.samples = (range, into) => {
          tell(range.endMs - range.startMs);
          return series.samples(range, into);
        };
        yield { id: series.id, name: series.name, labels: series.labels, samples };
      }
    },
  };
}

/** Series that come, go, are reset and have numbers with fractions. */
class Shop {
  readonly store = new MemoryStore();
  nowMs = BEGIN_MS - TICK_MS;
  #state: number;
  readonly #series: { readonly id: number; readonly name: string; value: number }[] = [];

  constructor(seed: number) {
    this.#state = seed;
    const add = (name: string, labels: Record<string, string>) =>
      this.#series.push({ id: this.store.series(name, labels), name, value: 0 });
    for (const route of ["/a", "/b"])
      for (const code of ["200", "500"]) add("requests_total", { route, code });
    for (const le of ["0.1", "1", "+Inf"]) add("latency_bucket", { le });
    for (const job of ["one", "two", "three"]) add("queue", { job });
  }

  tick(times: number): void {
    for (let i = 0; i < times; i++) {
      this.nowMs += TICK_MS;
      const busy = this.#random();
      const there = this.#series.filter(({ name }) => name === "latency_bucket" || this.#random() > 0.05);
      for (const one of there) one.value = this.#next(one, busy);
      const ids = Uint32Array.from(there, ({ id }) => id);
      this.store.append(
        this.nowMs,
        ids,
        Float64Array.from(there, ({ value }) => value),
        there.length,
      );
    }
  }

  /** Buckets grow with their bound, so that nothing is to be said of them. */
  #next({ id, name, value }: { id: number; name: string; value: number }, busy: number): number {
    if (name === "queue") return Math.round(this.#random() * 500) / 10;
    if (name === "latency_bucket") return value + Math.floor(busy * 10) * (id + 1);
    return this.#random() < 0.02 ? 0 : value + Math.floor(this.#random() * 20);
  }

  #random(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
}
