import assert from "node:assert/strict";
import { test } from "node:test";
import { alertTest, promql, recording } from "../../../define/index.ts";
import { letters, post, postAlert } from "../post.fixture.ts";
import { expression, foundBy } from "./found.fixture.ts";
import { testSeries } from "./test-series.ts";

const tested = (...series: string[]) =>
  alertTest("a test", {
    shows: "fires",
    interval: "1m",
    input: series.map((one) => ({ series: one, values: "1x9" })),
    expect: [{ at: "5m", firing: [{}] }],
  });

/** What is wrong with these series of an alert of this expression. */
function wrong(expr: string, ...series: string[]): string[] {
  const alert = { expr: expression(expr), tests: [tested(...series), tested(...series)] };
  const letters5m = recording("kind:letters:rate5m", {
    expr: promql`sum by (kind) (rate(${letters}[5m]))`,
    labels: { by: "kind" },
  });
  const found = foundBy(testSeries, post({}, { rules: [postAlert(alert), letters5m] }));
  return found.map((one) => one.replace(/^(.*) in the test "a test" of alert "\w+"/, "$1"));
}

test("each mistake is told once, with what is there", () => {
  const expected: Readonly<Record<string, RegExp>> = {
    'leters_total{kind="bill", office="n"}': /no metric .* has that name\. Did you mean letters_total\?/,
    'letters_total{knd="bill", office="n"}':
      /have the labels kind, office, and never knd\. Did you mean kind\?/,
    'letters_total{kind="bill"}': /have the labels kind, office, each of them\. Give it a office\./,
    'letters_total{kind="bil", office="n"}': /kind is one of bill, news\. Did you mean bill\?/,
    queue_limit: /the alert reads letters_total\. Leave it out/,
    'letters_total{kind=~"bill", office="n"}': /promtool cannot read it/,
    "sum(letters_total)": /promtool cannot read it/,
    "letters_total{": /promtool cannot read it/,
  };
  for (const [series, message] of Object.entries(expected)) {
    const [found, ...others] = wrong("sum(letters_total) > 1", series);
    assert.match(found ?? "", message, series);
    assert.deepEqual(others, [], series);
  }
});

test("what could be scraped is no mistake", () => {
  const series = [
    'letters_total{kind="bill", office="n"}',
    'letters_total{kind="overflow", office="overflow"}',
  ];
  const ofTarget = 'letters_total{kind="bill", office="n", job="mail", instance="a"}';
  assert.deepEqual(wrong("sum(letters_total) > 1", ...series, ofTarget), []);
});

test("an alert that reads a histogram's buckets may be given the rest of it, and bounds as they are", () => {
  const series = (le: string) => `delivery_duration_seconds_bucket{kind="bill", le="${le}"}`;
  const expr = "sum(delivery_duration_seconds_bucket) > 1";
  const right = [series("0.5"), series("1"), series("1.0"), series("+Inf")];
  assert.deepEqual(wrong(expr, ...right, 'delivery_duration_seconds_sum{kind="bill"}'), []);
  assert.match(wrong(expr, series("0.3")).join(), /le is one of/);
  assert.match(wrong(expr, 'delivery_duration_seconds_bucket{kind="bill"}').join(), /Give it a le\./);
});

test("what recordings read is read too, and they can be given themselves", () => {
  const expr = "kind:letters:rate5m > 1";
  assert.deepEqual(wrong(expr, 'letters_total{kind="bill", office="n"}'), []);
  assert.deepEqual(wrong(expr, 'kind:letters:rate5m{kind="any", by="any"}'), []);
  assert.match(wrong(expr, 'kind:letters:rate5m{kind="any"}').join(), /Give it a by\./);
});

test("nothing is said of what an alert does not read when that is not known", () => {
  assert.deepEqual(wrong("leters_total > 1", "queue_limit"), []);
  assert.deepEqual(wrong('count({__name__=~"l.+"}) > 1', "queue_limit"), []);
  assert.deepEqual(wrong("sum(letters_total > 1", "queue_limit"), []);
});
