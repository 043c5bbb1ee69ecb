import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { SeriesReader } from "farol/model";
import fc from "fast-check";
import { needs } from "../needs.ts";
import { readerOf } from "../series-in-memory.ts";
import { Prometheus } from "./prometheus.ts";
import { DATA, SAMPLES, START_MS, STEP_MS } from "./promql-differential/data.ts";
import { difference, type Question } from "./promql-differential/difference.ts";
import { RANGES, SCALARS, VECTORS } from "./promql-differential/expressions.ts";
import { remoteWrite } from "./promql-differential/remote-write.ts";
import { isUnsettled } from "./promql-differential/unsettled.ts";

/** How many expressions are asked, and by which numbers they and the data are generated. */
const RUNS = Number(process.env.PROMQL_DIFFERENTIAL_RUNS ?? 4000);
const SEED = Number(process.env.PROMQL_DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31));

const TIME = fc.integer({ min: -60_000, max: (SAMPLES + 30) * STEP_MS }).map((ms) => START_MS + ms);
const ON_SAMPLE = fc.integer({ min: -2, max: SAMPLES + 20 }).map((i) => START_MS + i * STEP_MS);
const STEP = fc.constantFrom(1000, 15_000, 17_000, 60_000, 300_000);

const INSTANT: fc.Arbitrary<Question> = fc
  .record({
    expr: fc.oneof(
      { weight: 8, arbitrary: VECTORS },
      { weight: 1, arbitrary: SCALARS },
      { weight: 1, arbitrary: RANGES },
    ),
    atMs: fc.oneof(TIME, ON_SAMPLE),
  })
  .filter(({ expr }) => !isUnsettled(expr, false));
const OVER_TIME: fc.Arbitrary<Question> = fc
  .record({
    expr: fc.oneof({ weight: 8, arbitrary: VECTORS }, { weight: 1, arbitrary: SCALARS }),
    startMs: fc.oneof(TIME, ON_SAMPLE),
    stepMs: STEP,
    steps: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ steps, ...question }) => ({ ...question, endMs: question.startMs + steps * question.stepMs }))
  .filter(({ expr }) => !isUnsettled(expr, true));

describe("an expression", needs("prometheus"), () => {
  let prometheus: Prometheus;
  let reader: SeriesReader;
  before(async () => {
    const [series] = fc.sample(DATA, { seed: SEED, numRuns: 1 });
    reader = readerOf(series!);
    prometheus = await Prometheus.start([], [], ["--web.enable-remote-write-receiver"]);
    await remoteWrite(prometheus.url, series!);
  });
  after(() => prometheus.stop());

  for (const [when, questions] of [
    ["at one time", INSTANT],
    ["over time", OVER_TIME],
  ] as const) {
    it(`is answered ${when} as Prometheus 2.42 answers it`, async (t) => {
      t.diagnostic(`PROMQL_DIFFERENTIAL_SEED=${SEED}`);
      const isSame = async (question: Question) =>
        assert.equal(await difference(question, prometheus.url, reader), undefined);
      await fc.assert(fc.asyncProperty(questions, isSame), {
        seed: SEED,
        numRuns: Math.ceil(RUNS / 2),
      });
    });
  }
});
