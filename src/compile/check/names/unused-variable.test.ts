import assert from "node:assert/strict";
import { test } from "node:test";
import { labelValues, promql, timeseries } from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters } from "../post.fixture.ts";
import { foundBy } from "./found.fixture.ts";
import { unusedVariable } from "./unused-variable.ts";

const office = labelValues({ name: "office", title: "Office", metric: letters, label: "office" });

test("where an expression names a variable that there is not, nothing is said of one that it does not name", () => {
  const queries = [{ expr: promql`sum(rate(${letters}{office=~"$ofice"}[5m]))`, legend: "sent" }];
  const panels = [timeseries({ title: "Letters", description: "", queries })];
  assert.deepEqual(foundBy(unusedVariable, shownPost({ variables: [office], panels })), []);
});
