import assert from "node:assert/strict";
import { test } from "node:test";
import { labelValues, matching, promql, select, timeseries } from "../../../define/index.ts";
import { jobs, withDashboard } from "./dashboards.fixture.ts";
import { unknownVariables } from "./unknown-variable.ts";

const queue = labelValues({ name: "queue", title: "Queue", metric: jobs, label: "queue" });

function panelAbout(match: { readonly pattern: string }) {
  const expr = promql`rate(${select(jobs, { queue: match })}[5m])`;
  return timeseries({ title: "Jobs", description: "Jobs.", queries: [{ expr, legend: "{{queue}}" }] });
}

test("a variable that the dashboard does not have is found, with those that it has", () => {
  const panel = panelAbout(matching("$queues"));
  const [finding, ...others] = unknownVariables(withDashboard({ variables: [queue], panels: [panel] }));
  assert.deepEqual(others, []);
  assert.equal(finding?.code, "FAROL_UNKNOWN_VARIABLE");
  assert.equal(finding.found, '$queues in the panel "Jobs" of "Jobs"');
  assert.equal(finding.cure, "This dashboard has $queue.");
  assert.deepEqual([finding.nearest, finding.place], ["$queue", panel.place]);
});

test("a variable that it has is not found, nor what a replacement calls by number", () => {
  const replaced = promql`label_replace(${jobs}, "kind", "$1", "queue", "(.).*")`;
  const other = timeseries({
    ...{ title: "Kinds", description: "Kinds." },
    queries: [{ expr: replaced, legend: "{{kind}}" }],
  });
  const monitoring = withDashboard({ variables: [queue], panels: [panelAbout(queue), other] });
  assert.deepEqual(unknownVariables(monitoring), []);
});
