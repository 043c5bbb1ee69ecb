import assert from "node:assert/strict";
import { test } from "node:test";
import { defineMonitoring, gauge, labelValues, promql, recording } from "../../../define/index.ts";
import { deliveryDuration, letters, postDashboard } from "../post.fixture.ts";
import { foundBy } from "./found.fixture.ts";
import { variableLabel } from "./variable-label.ts";

const recorded = { ...gauge({ name: "recorded", help: "" }), name: "kind:letters:rate5m" };
const rate = recording(recorded.name, { expr: promql`sum by (kind) (rate(${letters}[5m]))` });

/** What is found of a variable on this label. */
function found(metric: typeof letters | typeof recorded | typeof deliveryDuration, label: string): string {
  const variable = labelValues({ name: "choice", title: "", metric, label: label as never });
  const dashboards = [{ ...postDashboard, variables: [variable] }];
  const monitoring = { service: "post", metrics: [letters, deliveryDuration], rules: [rate], dashboards };
  return foundBy(variableLabel, defineMonitoring(monitoring)).join();
}

test("a variable is on a label of its metric, or of its target", () => {
  for (const label of ["kind", "instance", "job"]) assert.equal(found(letters, label), "", label);
  assert.match(
    found(letters, "knd"),
    /^label knd of letters_total in the variable \$choice of "Post": .* Did you mean kind\?$/,
  );
});

test("of a histogram, le is no choice", () => {
  assert.equal(found(deliveryDuration, "kind"), "");
  assert.match(found(deliveryDuration, "le"), /^label le of delivery_duration_seconds/);
});

test("a recording has the labels that it leaves, and none of a target", () => {
  assert.equal(found(recorded, "kind"), "");
  assert.match(found(recorded, "job"), /has the labels kind\. Take one of those\.$/);
});
