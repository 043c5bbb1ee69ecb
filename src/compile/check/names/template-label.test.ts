import assert from "node:assert/strict";
import { test } from "node:test";
import { promql } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";
import { foundBy } from "./found.fixture.ts";
import { templateLabel } from "./template-label.ts";

const said = (summary: string) => foundBy(templateLabel, post({ summary }));

test("a template sees the labels of the results, and not those that the rule adds", () => {
  assert.deepEqual(said("{{ $labels.kind }} {{ .Labels.kind }}"), []);
  assert.deepEqual(said("{{ $labels.knd }}"), [
    '$labels.knd in the summary of alert "TooManyLetters": the results of its expression have the labels kind. Did you mean kind?',
  ]);
  for (const label of ["severity", "alertname", "owner", "job"]) {
    assert.equal(said(`{{ .Labels.${label} }}`).length, 1, label);
  }
});

test("description and labels are templates too", () => {
  assert.match(
    foundBy(templateLabel, post({ description: "{{ $labels.office }}" })).join(),
    /in the description of/,
  );
  assert.match(
    foundBy(templateLabel, post({ labels: { where: "{{ $labels.office }}" } })).join(),
    /in the label where of/,
  );
});

test("labels that only some results have may be named, and any where nothing is known", () => {
  const summary = "{{ $labels.office }}";
  const some = promql`sum by (office) (rate(${letters}[5m])) > 10 or vector(1) > 2`;
  assert.deepEqual(foundBy(templateLabel, post({ summary, expr: some })), []);
  assert.deepEqual(foundBy(templateLabel, post({ summary, expr: promql`nobody_knows > 1` })), []);
});

test("a template that cannot be read is another check's", () => {
  assert.deepEqual(said("{{ $labels.office"), []);
});
