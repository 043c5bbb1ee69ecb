import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import fc from "fast-check";
import { renderTemplate } from "../../src/alerting/template/render.ts";
import { needs } from "../needs.ts";

/** One of each thing that a template may hold. */
const TEMPLATES = [
  '{{ $value }} {{ .Value }} {{ printf "%v|%g|%e|%f" $value $value $value $value }}',
  '{{ printf "%.4g|%.0f|%.1f|%.2f|%.3e|%+.2f|%8.2f|%-8.2f|%08.2f|" $value $value $value $value $value $value $value $value $value }}',
  "{{ humanize $value }} {{ $value | humanize1024 }} {{ humanizePercentage $value }} {{ humanizeDuration $value }}",
  '{{ printf "%s %q %v %d %t %5s|%-5s|%.2s" $labels.a $labels.a $labels.a $labels.a $labels.a $labels.a $labels.a $labels.a }}',
  '{{ printf "%d %s" $value }} {{ printf "100%%" $value }} {{ printf "%d %5d %05d" 7 42 -42 }}',
  "{{ with $labels.a }}<{{ . }}>{{ else }}none{{ end }}{{ with .Labels.nothing }}{{ . }}{{ else }}none{{ end }}",
  "{{ if and $labels.a (gt $value 1.0) }}many{{ else if eq $value 0.0 }}zero{{ else }}few{{ end }}",
  "{{ if or (lt $value -1.5) (not $labels.a) }}yes{{ else }}no{{ end }}{{ if $value }}!{{ end }}",
  "{{ range $name, $text := $labels }}{{ $name }}={{ $text }};{{ end }}{{ range .Labels }}[{{ . }}]{{ end }}",
  '{{ $labels }} {{ len $labels }} {{ len $labels.a }} {{ index $labels "a" }}',
  '  {{- $x := $labels.a -}}  {{ $x | toUpper | printf "%s!" }}  {{- /* nothing */ -}}  {{ title $x }}{{ toLower $x }}',
  '{{ $n := 0 }}{{ range $labels }}{{ $n = . }}{{ end }}{{ $n }}{{ (print 1 2 "a" 3 true) }}{{ print $labels.a $value }}',
  '{{ reReplaceAll "[aeiou](.)" "<$1>" $labels.a }}{{ if match "^[a-z ]+$" $labels.a }}plain{{ end }}{{ `raw "{{` }}',
  '{{ .Labels.a }}{{ $.Labels.a }}{{ ne $labels.a "x" }}{{ le $value 1e3 }}{{ ge $value -1.0 }}{{ true }}{{ println 1 }}',
];

const EDGES = [
  0, -0, 1, -1, 999.95, 1000, 1024, 0.5, 0.125, 1.0625, 2.5, 1e6, 1e15, 1e-5, 59.9996, 60, 86399, 86400,
];
const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

interface Case {
  readonly value: number;
  readonly a: string;
}

function cases(): Case[] {
  const small = fc.double({ min: -1e7, max: 1e7, noNaN: true });
  const any = fc.double({ noDefaultInfinity: true, noNaN: true, min: -9e15, max: 9e15 });
  const short = fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -6, max: 6 }))
    .map(([n, e]) => n * 10 ** e);
  const value = fc.oneof(small, any, short);
  const text = fc.constantFrom("", "x", "plain words", 'say "hi"', "Tab\tand\nline", "Ünïcode ✓");
  const sampled = fc.sample(fc.record({ value, a: text }), { numRuns: 300, seed: 42 });
  return [...[...EDGES, ...SPECIAL].map((one) => ({ value: one, a: "x" })), ...sampled];
}

/** A rule with all templates as annotations, one series a case, and what we say that Prometheus says. */
function promtoolFiles(all: readonly Case[]) {
  const names = TEMPLATES.map((_, i) => `t${i}`);
  const rule = {
    alert: "Templates",
    expr: "input == input or input != input",
    annotations: Object.fromEntries(TEMPLATES.map((template, i) => [names[i], template])),
  };
  const labelsOf = ({ a }: Case, i: number) => ({ id: String(i), ...(a !== "" && { a }) });
  const expected = all.map((one, i) => {
    const labels = labelsOf(one, i);
    // Prometheus leaves the name of the metric among the labels of `$labels`.
    const data = { labels: { __name__: "input", ...labels }, value: one.value };
    const texts = TEMPLATES.map((template, t) => [names[t], renderTemplate(template, data)]);
    return { exp_labels: labels, exp_annotations: Object.fromEntries(texts) };
  });
  const input = all.map((one, i) => {
    const matchers = Object.entries(labelsOf(one, i)).map(
      ([name, text]) => `${name}=${JSON.stringify(text)}`,
    );
    return {
      series: `input{${matchers.join(",")}}`,
      values: Object.is(one.value, -0) ? "-0" : String(one.value).replace("Infinity", "Inf"),
    };
  });
  return {
    "rules.yml": { groups: [{ name: "templates", rules: [rule] }] },
    "tests.yml": {
      rule_files: ["rules.yml"],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: input,
          alert_rule_test: [{ eval_time: "0m", alertname: "Templates", exp_alerts: expected }],
        },
      ],
    },
  };
}

it("templates are rendered as Prometheus renders them", needs("promtool"), () => {
  const folder = mkdtempSync(join(tmpdir(), "farol-templates-"));
  try {
    for (const [name, document] of Object.entries(promtoolFiles(cases()))) {
      // JSON is YAML, too.
      writeFileSync(join(folder, name), JSON.stringify(document));
    }
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "tests.yml"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, (stdout + stderr).slice(0, 4000));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
