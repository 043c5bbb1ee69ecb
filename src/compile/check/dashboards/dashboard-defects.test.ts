import assert from "node:assert/strict";
import { it } from "node:test";
import { bucketsOf, labelValues, promql, type QuerySpec, timeseries } from "../../../define/index.ts";
import type { PanelUnit } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import { checkMonitoring } from "../index.ts";
import { deliveryDuration, letters } from "../post.fixture.ts";
import { shownPost } from "./post-dashboard.fixture.ts";

const kind = labelValues({ name: "kind", title: "Kind", metric: letters, label: "kind" });
const duration = bucketsOf(deliveryDuration, { kind });
const median = { expr: promql`histogram_quantile(0.5, sum by (le) (rate(${duration}[5m])))`, legend: "p50" };
const slowest = {
  expr: promql`histogram_quantile(0.99, sum by (le) (rate(${duration}[5m])))`,
  legend: "p99",
};

/** The codes of what is found in a dashboard of one panel, about deliveries. */
function codes(queries: readonly QuerySpec[], unit: PanelUnit = "seconds"): string[] {
  const panel = timeseries({ title: "Delivery", description: "How long letters take.", queries, unit });
  const findings = checkMonitoring(shownPost({ variables: [kind], panels: [panel] }), defineStack());
  return [...new Set(findings.filter(({ level }) => level !== "note").map(({ code }) => code))];
}

/** The median's query, in which one text is another. */
function mutated(from: string, to: string): QuerySpec[] {
  const text = median.expr.text.replaceAll(from, to);
  assert.notEqual(text, median.expr.text);
  return [{ ...median, expr: { ...median.expr, text } }, slowest];
}

it("nothing is found in a dashboard that is right", () => {
  assert.deepEqual(codes([median, slowest]), []);
});

for (const [defect, code, queries, unit] of [
  ["metric", "FAROL_UNKNOWN_METRIC", mutated("delivery_duration", "delivery_duraton")],
  ["label", "FAROL_UNKNOWN_LABEL", mutated("{kind=", "{knd=")],
  ["variable", "FAROL_UNKNOWN_VARIABLE", mutated("$kind", "$knd")],
  ["unit", "FAROL_PANEL_UNIT", [median, slowest], "bytes"],
  ["refId", "FAROL_DUPLICATE_QUERY", [{ ...median, id: "B" }, slowest]],
  ["syntax", "FAROL_PROMQL", mutated("[5m]", "[5m")],
] as const) {
  it(`a wrong ${defect} in a panel is found`, () => {
    assert.ok(codes(queries, unit).includes(code), codes(queries, unit).join());
  });
}
