import assert from "node:assert/strict";
import { test } from "node:test";
import { renderTemplate } from "./render.ts";
import { dependsOnLabelsOnly } from "./uses.ts";

const data = { labels: { queue: "mail", pod: "a-1" }, value: 0.5 };
const render = (template: string) => renderTemplate(template, data);

test("labels and the value stand where the template names them", () => {
  assert.equal(render("{{ $labels.queue }} at {{ $value | humanizePercentage }}"), "mail at 50%");
  assert.equal(render('{{ with .Labels.nothing }}{{ . }}{{ else }}none{{ end }}{{- " x" }}'), "none x");
  assert.equal(
    render("{{ with $labels.none }}{{ else with $labels.pod }}{{ . }}{{ else }}none{{ end }}"),
    "a-1",
  );
});

test("where Prometheus is and what it adds to labels stand where the template names them", () => {
  const away = { ...data, externalLabels: { region: "eu" }, externalUrl: "https://example.org/prometheus/" };
  assert.equal(
    renderTemplate(
      "{{ $externalLabels.region }} {{ externalURL }} {{ $externalURL }} {{ pathPrefix }}",
      away,
    ),
    "eu https://example.org/prometheus/ https://example.org/prometheus/ /prometheus",
  );
  assert.equal(render("<{{ externalURL }}{{ pathPrefix }}{{ $externalLabels.region }}>"), "<>");
});

test("a template that Prometheus cannot read is refused", () => {
  const wrong = {
    "{{ $labels.queue": /ends with \}\}/,
    "{{ if $value }}": /ends with \{\{ end \}\}/,
    "{{ if $value }}a{{ else }}b": /ends with \{\{ end \}\}/,
    "{{ if $value }}a{{ else with 1 }}{{ end }}": /"with" does not follow else/,
    "{{ range $labels }}a{{ else range $labels }}{{ end }}": /"range" does not follow else/,
    "{{ end }}": /belongs to an if/,
    "{{ break }}": /a break belongs to a range/,
    '{{ range $labels }}{{ define "x" }}{{ end }}{{ end }}': /"define" is not expected/,
    '{{ define "x" }}{{ $labels }}{{ end }}': /no variable \$labels/,
    '{{ define "x" }}a{{ end }}{{ define "x" }}b{{ end }}': /"x" is defined twice/,
    '{{ block "x" }}{{ end }}': /is given what it is about/,
    "{{ template x }}": /called by its name, in quotes/,
    "{{ /* comment */ }}": /cannot stand/,
    "{{/* comment": /a comment begins and ends its action/,
    "{{ $label.queue }}": /no variable \$label/,
    "{{ $x, $y := 1 }}": /only a range has two variables/,
    "{{ humanise $value }}": /no function humanise/,
    '{{ tmpl "x" . }}': /no function tmpl/,
    "{{ }}": /a value is missing/,
    "{{ $value | }}": /a value is missing/,
    "{{ $value | 1 }}": /only a function or a field takes/,
    "{{ (print 1 }}": /parenthesis/,
    "{{ $value ) }}": /is not expected/,
    '{{ print "a""b" }}': /is not expected/,
    "{{ 1.a }}": /is no number/,
    '{{ "a".b }}': /does not follow a value that has no fields/,
    "{{ $value % 2 }}": /"% 2" cannot stand/,
    '{{ "\\q" }}': /is no text/,
    "{{ 'ab' }}": /is no character/,
    "{{ 089 }}": /is no number/,
    "{{ with $x := 1 }}{{ end }}{{ $x }}": /no variable \$x/,
  };
  for (const [template, message] of Object.entries(wrong)) {
    assert.throws(() => render(template), { code: "FAROL_TEMPLATE", message }, template);
  }
});

test("a template that Prometheus cannot render is refused in its words", () => {
  const wrong = {
    "{{ gt $value 1 }}": /at <gt \$value 1>: error calling gt: incompatible types for comparison/,
    "{{ humanize $labels }}": /can't convert map\[string\]string to float/,
    "{{ $labels.queue.name }}": /can't evaluate field name in type string/,
    "{{ $labels 1 }}": /can't give argument to non-function \$labels/,
    "{{ range $value }}{{ end }}": /range can't iterate over 0.5/,
    "{{ $x = 1 }}": /undefined variable: \$x/,
    "{{ if false }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}": /undefined variable: \$x/,
  };
  for (const [template, message] of Object.entries(wrong)) {
    assert.throws(() => render(template), { code: "FAROL_TEMPLATE", message }, template);
  }
});

test("a template that queries is known, and not rendered without somebody to ask", () => {
  assert.equal(dependsOnLabelsOnly('{{ with query "up" }}{{ . | first | value }}{{ end }}'), false);
  assert.throws(() => render('{{ query "up" }}'), { message: /query cannot be rendered outside/ });
});

test("a template is told to depend on single labels only when it does", () => {
  const yes = [
    "plain",
    "{{ $labels.queue }}",
    "{{ $.Labels.queue }}{{ .Labels.pod | toUpper }}",
    "{{ with $labels.queue }}{{ . }}{{ else }}{{ $labels.pod }}{{ end }}",
    '{{ $q := $labels.queue }}{{ if eq $q "mail" }}{{ $q }}{{ end }}',
    "{{ humanizeDuration 300 }}",
    '{{ define "who" }}<{{ . }}>{{ end }}{{ template "who" $labels.queue }}',
    "{{ (args $labels.queue nil).arg0 }}{{ range args 1 2 }}{{ break }}{{ end }}",
  ];
  const no = [
    "{{ $value }}",
    "{{ .Value }}",
    "{{ $.Value }}",
    "{{ . }}",
    "{{ $labels }}",
    "{{ range .Labels }}{{ . }}{{ end }}",
    "{{ if gt $value 1.0 }}many{{ end }}",
    "{{ with $labels.queue }}{{ $value }}{{ end }}",
    "{{ with $labels.queue }}{{ $.Value }}{{ end }}",
    "{{ with $labels.queue }}{{ else }}{{ .Value }}{{ end }}",
    "{{ print (humanize $value) }}",
    "{{ $externalURL }}",
    "{{ externalURL }}",
    '{{ define "who" }}{{ .Value }}{{ end }}{{ template "who" . }}',
  ];
  for (const template of yes) assert.equal(dependsOnLabelsOnly(template), true, template);
  for (const template of no) assert.equal(dependsOnLabelsOnly(template), false, template);
});
