/**
 * What does it cost to read a PromQL expression and to print it? The expressions are those of dashboards and alerts:
 * rates, quantiles of histograms, ratios, joins. The longest one allowed shows that the time is linear in the length.
 */
import { parse, print } from "../src/promql/index.ts";
import { median, report } from "./harness/result.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 30;
const TIMES = quick ? 200 : 2000;

const EXPRESSIONS = [
  "up == 0",
  'sum by (route) (rate(http_requests_total{job="reviews",status_code=~"5.."}[5m]))',
  "histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m])))",
  "sum(rate(errors_total[1h])) / sum(rate(requests_total[1h])) > 14.4 * 0.001 and sum(rate(errors_total[5m])) > 0",
  'a_total * on (instance) group_left (version) build_info{job="reviews"} offset 1w',
  "max_over_time(sum by (job) (rate(requests_total[5m]))[1d:5m]) unless on (job) maintenance == 1",
  "predict_linear(node_filesystem_free_bytes[6h], 4 * 3600) < 0",
];

/** Microseconds of one call, the median of the rounds. */
function microseconds(calls: number, run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    for (let i = 0; i < calls; i++) run();
    return ((performance.now() - begin) * 1000) / calls;
  });
  return median(times);
}

const trees = EXPRESSIONS.map((text) => parse(text));
const each = EXPRESSIONS.length;
const parsing = microseconds(TIMES, () => EXPRESSIONS.forEach((text) => void parse(text))) / each;
const printing = microseconds(TIMES, () => trees.forEach((tree) => void print(tree))) / each;
report({ measure: "parse an expression", who: "farol", value: parsing, unit: "µs" });
report({ measure: "print an expression", who: "farol", value: printing, unit: "µs" });

const long = `x{${'label="value",'.repeat(18_000)}}`;
const longest = microseconds(1, () => parse(long));
report({
  measure: `parse ${long.length >> 10} KiB of matchers`,
  who: "farol",
  value: longest / 1000,
  unit: "ms",
});
