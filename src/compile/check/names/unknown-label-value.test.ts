import assert from "node:assert/strict";
import { test } from "node:test";
import { external, gauge, labelValues, promql, timeseries } from "../../../define/index.ts";
import { unboundedLabel } from "../../../model/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters, post } from "../post.fixture.ts";
import { expression, foundBy, foundIn } from "./found.fixture.ts";
import { unknownLabelValue } from "./unknown-label-value.ts";

const isFound = (text: string, others = {}, stack = {}) =>
  foundIn(unknownLabelValue, text, others, stack).length > 0;

test("what follows of a value that there is not depends on how it is asked for", () => {
  const consequences: Readonly<Record<string, RegExp>> = {
    'kind="bil"': /kind is one of bill, news, so this finds nothing\. Did you mean bill\?/,
    'kind=~"bil"': /so this finds nothing/,
    'kind=~"bill|noos"': /so one of the alternatives finds nothing/,
    'kind=~"(bill|noos)"': /so one of the alternatives finds nothing/,
    'kind!="bil"': /so this excludes nothing/,
    'kind!~"bill|noos"': /so one of the alternatives excludes nothing/,
    'kind!~"bill|news"': /so this leaves nothing/,
    'kind!~".+"': /so this leaves nothing/,
    'kind=""': /so this finds nothing/,
  };
  for (const [matcher, message] of Object.entries(consequences)) {
    const [found, ...others] = foundIn(unknownLabelValue, `letters_total{${matcher}}`);
    assert.match(found ?? "", message, matcher);
    assert.deepEqual(others, [], matcher);
  }
});

test("values that there are, and labels whose values are not known, are no mistake", () => {
  const right = ['kind=~"b.*"', 'kind=~"bill|"', 'kind!=""', 'kind=~".*"', 'kind!~"bill"', 'office="n"'];
  for (const matcher of [...right, 'kind="overflow"', 'instance="a"']) {
    assert.equal(isFound(`letters_total{${matcher}}`), false, matcher);
  }
});

test("a job is the service's own, or one of the stack", () => {
  assert.equal(isFound('up{job="post"}'), false);
  assert.equal(isFound('letters_total{job="mail"}'), true);
  assert.match(foundIn(unknownLabelValue, 'up{job="mail"}').join(), /or list this one under `jobs`/);
  assert.equal(isFound('up{job=~"post|mail"}', {}, { jobs: ["mail"] }), false);
  assert.equal(isFound('ALERTS{job="mail"}'), false);
  assert.equal(isFound('ALERTS{alertstate="fires"}'), true);
});

test("a series that may lack a label can be asked for without it", () => {
  const others = { "some:letters:rate": "sum by (kind) (letters_total) or vector(1)" };
  assert.equal(isFound('some:letters:rate{kind=""}', others), false);
  assert.equal(isFound('some:letters:rate{kind="bil"}', others), true);
});

test("values are followed through recordings, unless these write the label", () => {
  const others = {
    "kind:letters:sum": "sum by (kind) (letters_total)",
    "new:letters:sum": 'label_replace(letters_total, "kind", "old-$1", "kind", "(.*)")',
  };
  assert.equal(isFound('kind:letters:sum{kind="bil"}', others), true);
  assert.equal(isFound('new:letters:sum{kind="old-bill"}', others), false);
});

test("what an external metric may say is known where it is declared", () => {
  const state = external(
    gauge({
      name: "pump_state",
      help: "State.",
      labels: { pump: unboundedLabel, state: unboundedLabel },
      knownValues: { state: ["on", "off"] },
    }),
  );
  const found = (text: string) =>
    foundBy(unknownLabelValue, post({ expr: { ...expression(text), metrics: [state] } }));
  assert.equal(found('pump_state{state="of"} > 0').length, 1);
  assert.equal(found('pump_state{state="overflow"} > 0').length, 1);
  assert.equal(found('pump_state{pump="any", state="off"} > 0').length, 0);
});

test("a panel's reader chooses, and nobody chooses for an alert", () => {
  const kind = labelValues({ name: "kind", title: "Kind", metric: letters, label: "kind" });
  const expr = promql`sum(rate(${letters}{kind=~"$kind"}[5m]))`;
  const panel = timeseries({ title: "Letters", description: "", queries: [{ expr, legend: "sent" }] });
  const shown = shownPost({ variables: [kind], panels: [panel] });
  assert.deepEqual(foundBy(unknownLabelValue, shown), []);
  assert.equal(foundBy(unknownLabelValue, post({ expr })).length, 1);
});
