import assert from "node:assert/strict";
import { test } from "node:test";
import { labelNamesIn } from "./label-names.ts";

test("labels are found wherever a template looks them up", () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    "no template": [],
    "{{ $labels.pool }} of {{ .Labels.table }}, {{ $.Labels.pool }}": ["pool", "table"],
    '{{ index $labels "pool" }}{{ index .Labels "table" | toUpper }}': ["pool", "table"],
    "{{ with $labels.pool }}{{ . }}{{ .Labels }}{{ $.Labels.table }}{{ end }}": ["pool", "table"],
    "{{ with $labels }}{{ .pool }}{{ else }}{{ .Labels.table }}{{ end }}": ["pool", "table"],
    "{{ if .Labels.pool }}{{ .Labels.table }}{{ end }}": ["pool", "table"],
    "{{ $l := $labels }}{{ $l.pool }}{{ (.Labels).table }}": ["pool", "table"],
    '{{ range query "up" }}{{ .Labels.job }}{{ end }}': [],
    "{{ range $k, $v := $labels }}{{ $v.k }}{{ .Labels.k }}{{ end }}{{ $externalLabels.region }}": [],
    '{{ printf "%s: %.1f" $labels.pool $value }}': ["pool"],
    '{{ (index .Labels "pool") }}{{ ($labels | print).x }}{{ $l := $labels }}{{ $l = $l }}{{ $l.table }}': [
      "pool",
      "table",
    ],
    '{{ define "who" }}{{ .pool }}{{ end }}{{ template "who" .Labels }}{{ template "who" $labels.table }}': [
      "table",
    ],
  };
  for (const [template, names] of Object.entries(expected)) {
    assert.deepEqual(labelNamesIn(template), names, template);
  }
});
