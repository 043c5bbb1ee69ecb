import assert from "node:assert/strict";
import { it } from "node:test";
import { gauge, promql, recording } from "../../../define/index.ts";
import { parse } from "../../../promql/index.ts";
import { defineStack } from "../../stack.ts";
import { post } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";
import { rangesOf } from "./ranges.ts";
import { rangeWords } from "./words.ts";

const expression = (text: string) => ({ ...promql``, text });
const subject = subjectOf(
  post(
    {},
    {
      metrics: [
        ...post().metrics,
        gauge({ name: "letter_temperature_celsius", help: "How warm letters are." }),
      ],
      rules: [
        recording("post:letters:rate5m", { expr: expression("sum(rate(letters_total[5m]))") }),
        recording("post:trucks:two", { expr: expression("vector(2)"), labels: { size: "small" } }),
        recording("post:trucks:two", { expr: expression("vector(3)"), labels: { size: "large" } }),
        recording("post:ouroboros:max", { expr: expression("post:ouroboros:max + 1") }),
      ],
    },
  ),
  defineStack(),
  {},
);
const rangeOf = rangesOf(subject);

/** The range of an expression in words, with a question mark where it may be NaN. */
function range(text: string): string {
  const interval = rangeOf(parse(text));
  return rangeWords(interval) + (interval.mayBeNaN ? "?" : "");
}

function ranges(expected: Readonly<Record<string, string>>): void {
  const found = Object.fromEntries(Object.keys(expected).map((text) => [text, range(text)]));
  assert.deepEqual(found, expected);
}

it("what is counted is not negative, a share is at most 1, and another gauge can be anything", () => {
  ranges({
    letters_total: "at least 0",
    delivery_duration_seconds_bucket: "at least 0",
    delivery_duration_seconds_sum: "at least 0",
    trucks_used_ratio: "0 to 1?",
    letters_waiting: "any number?",
    letter_temperature_celsius: "any number?",
    nobody_knows: "any number?",
    up: "0 to 1",
    ALERTS: "0 to 1",
  });
});

it("functions and aggregations keep to what they are made of", () => {
  ranges({
    "sum by (kind) (rate(letters_total[5m]))": "at least 0",
    "deriv(letters_waiting[5m])": "any number?",
    "sum(up)": "at least 0",
    "avg(up)": "0 to 1",
    "max_over_time(up[5m])": "0 to 1",
    "sum_over_time(up[5m])": "at least 0",
    "quantile(0.5, up)": "0 to 1",
    "quantile(50, up)": "any number?",
    "count(letters_waiting)": "at least 1",
    "count_over_time(letters_waiting[5m])": "at least 1",
    "stddev(up)": "at least 0",
    "clamp_max(rate(letters_total[5m]), 5)": "0 to 5",
    "clamp_min(letters_waiting, 2)": "at least 2?",
    "abs(-up)": "0 to 1",
    "ceil(up / 4)": "0 to 1",
    "hour()": "0 to 23",
    "absent(up)": "1",
    "scalar(up)": "0 to 1?",
    "vector(14.4 * 0.5)": "7.2",
  });
});

it("a quantile is at most the largest bound of its buckets, and 0 to 1 is what it is a quantile of", () => {
  const quantile = (share: string) =>
    `histogram_quantile(${share}, sum by (le) (rate(delivery_duration_seconds_bucket[5m])))`;
  ranges({
    [quantile("0.99")]: "0 to 10?",
    [quantile("99")]: "any number?",
    "histogram_quantile(0.5, nobody_knows)": "any number?",
  });
});

it("what is a part of what it is divided by is a share of it", () => {
  ranges({
    'sum(rate(letters_total{kind="bill"}[5m])) / sum(rate(letters_total[5m]))': "0 to 1?",
    'sum(rate(letters_total{kind="bill"}[5m])) / sum(rate(letters_total{kind=~"bi.*"}[5m]))': "0 to 1?",
    'sum(rate(letters_total{kind="bill"}[5m])) / sum(rate(letters_total{kind!="news"}[5m]))': "0 to 1?",
    "rate(letters_total[5m]) / (rate(letters_total[5m]) + rate(delivery_duration_seconds_count[5m]))":
      "0 to 1?",
    'sum(rate(delivery_duration_seconds_bucket{le="1"}[5m])) / sum(rate(delivery_duration_seconds_count[5m]))':
      "0 to 1?",
    '1 - sum(rate(letters_total{kind="bill"}[5m])) / sum(rate(letters_total[5m]))': "0 to 1?",
  });
});

it("what is of another time, other series or another window is none", () => {
  const all = "sum(rate(letters_total[5m]))";
  ranges({
    [`sum(rate(letters_total[5m] offset 1h)) / ${all}`]: "at least 0?",
    [`sum(rate(letters_total[1h])) / ${all}`]: "at least 0?",
    [`${all} / sum(rate(letters_total{kind="bill"}[5m]))`]: "at least 0?",
    'sum(rate(letters_total{office="north"}[5m])) / sum(rate(letters_total{office=~"n.+"}[5m]))':
      "at least 0?",
    [`sum by (kind) (rate(letters_total[5m])) / on () group_left () ${all}`]: "at least 0?",
    'avg(rate(letters_total{kind="bill"}[5m])) / avg(rate(letters_total[5m]))': "at least 0?",
    'sum(letters_waiting{job="post"}) / sum(letters_waiting)': "any number?",
  });
});

it("a filter leaves what it lets through, and `bool` 0 and 1", () => {
  ranges({
    "rate(letters_total[5m]) > 5": "more than 5",
    "5 < rate(letters_total[5m])": "more than 5",
    "up < 0.5": "0 to 0.49999999999999994",
    "letters_waiting == 0": "0",
    "letters_waiting != 0": "any number?",
    "up >= 2": "no number",
    "up >= bool 2": "0",
    "up > bool 0": "0 to 1",
    "trucks_used_ratio <= bool 1": "0 to 1",
    "up <= bool 1": "1",
  });
});

it("`and` asks for both sides, `or` for either, and `unless` takes away", () => {
  ranges({
    "up == 1 and rate(letters_total[5m]) > 5": "1",
    "up == 1 or up == 0": "0 to 1",
    "up == 1 and up == 0": "no number",
    "(up == 1) and (letters_waiting > 5 and letters_waiting < 3)": "no number",
    "up == 1 and on (instance) up == 0": "1",
    "up > 5 or vector(3)": "3",
    "letters_waiting > 5 unless letters_waiting > 3": "no number",
    "letters_waiting > 5 unless letters_waiting > 7": "more than 5",
    "letters_waiting unless letters_waiting": "no number",
    "letters_waiting > 5 unless on (job) letters_waiting > 3": "more than 5",
  });
});

it("a recording is what its expressions are, and one that reads itself can be anything", () => {
  ranges({
    "post:letters:rate5m": "at least 0",
    "post:trucks:two": "2 to 3",
    "post:ouroboros:max": "any number?",
  });
});
