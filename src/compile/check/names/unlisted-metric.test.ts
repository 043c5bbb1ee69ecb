import assert from "node:assert/strict";
import { test } from "node:test";
import {
  counter,
  countOf,
  external,
  histogram,
  labelValues,
  promql,
  recording,
  sumOf,
} from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { post } from "../post.fixture.ts";
import { foundBy } from "./found.fixture.ts";
import { unknownMetric } from "./unknown-metric.ts";
import { unlistedMetric } from "./unlisted-metric.ts";

const parcels = counter({ name: "parcels_total", help: "Parcels.", labels: { size: ["small", "large"] } });
const weight = histogram({ name: "weight_bytes", help: "Weight." });

test("a metric is told once an expression, and by this check alone", () => {
  const monitoring = post({ expr: promql`${sumOf(weight)} / ${countOf(weight)} > 5` });
  assert.deepEqual(foundBy(unlistedMetric, monitoring), [
    'weight_bytes in alert "TooManyLetters": the metric is declared, but neither this monitoring nor an integration of it emits it. List it among the metrics, add its integration, or mark it `external`.',
  ]);
  assert.deepEqual(foundBy(unknownMetric, monitoring), []);
});

test("an external metric is there, and so is a recording that is declared to be asked for", () => {
  const rate = counter({ name: "parcels_total", help: "Recorded." });
  const recorded = { ...rate, name: "sent:parcels:rate5m" };
  const rules = [recording(recorded.name, { expr: promql`sum(rate(${external(parcels)}[5m]))` })];
  const reading = recording("all:parcels:rate5m", { expr: promql`sum(${recorded})` });
  assert.deepEqual(foundBy(unlistedMetric, post({}, { rules: [...rules, reading] })), []);
});

test("a dashboard's choice among the values of such a metric is found", () => {
  const size = labelValues({ name: "size", title: "Size", metric: parcels, label: "size" });
  const shown = shownPost({ variables: [size], panels: [] });
  assert.match(foundBy(unlistedMetric, shown).join(), /^parcels_total in the variable \$size of "Mail"/);
});
