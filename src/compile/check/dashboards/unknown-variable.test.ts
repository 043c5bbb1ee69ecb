import assert from "node:assert/strict";
import { test } from "node:test";
import { labelValues, matching, promql, select, timeseries } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { foundBy, shownPost } from "./post-dashboard.fixture.ts";
import { unknownVariable } from "./unknown-variable.ts";

const office = labelValues({ name: "office", title: "Office", metric: letters, label: "office" });

function panelOf(expr = promql`sum(${letters})`, legend = "all") {
  return timeseries({ title: "Letters", description: "Sent.", queries: [{ expr, legend }] });
}

test("a variable that the dashboard does not have is found in expressions and in legends", () => {
  const asked = panelOf(promql`sum(${select(letters, { office: matching("$ofice") })})`);
  const called = panelOf(promql`sum(${select(letters, { office })})`, "in $town");
  assert.deepEqual(foundBy(unknownVariable, shownPost({ variables: [office], panels: [asked, called] })), [
    '$ofice in the panel "Letters" of "Mail"',
    '$town in the panel "Letters" of "Mail"',
  ]);
});

test("what a replacement calls by number is no variable", () => {
  const replaced = promql`label_replace(${letters}, "kind", "$1", "office", "(.).*")`;
  assert.deepEqual(foundBy(unknownVariable, shownPost({ panels: [panelOf(replaced)] })), []);
});
