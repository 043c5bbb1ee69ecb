import assert from "node:assert/strict";
import { test } from "node:test";
import { renderTemplate } from "./render.ts";
import { dependsOnLabelsOnly } from "./uses.ts";

const data = { labels: { queue: "mail", pod: "a-1" }, value: 0.5 };
const render = (template: string) => renderTemplate(template, data);

test("labels and the value stand where the template names them", () => {
  assert.equal(render("{{ $labels.queue }} at {{ $value | humanizePercentage }}"), "mail at 50%");
  assert.equal(render('{{ with .Labels.nothing }}{{ . }}{{ else }}none{{ end }}{{- " x" }}'), "none x");
});

test("a template that Prometheus would not render is refused", () => {
  const wrong = {
    "{{ $labels.queue": /ends with \}\}/,
    "{{ if $value }}": /ends with \{\{ end \}\}/,
    "{{ if $value }}a{{ else }}b": /ends with \{\{ end \}\}/,
    "{{ end }}": /belongs to an if/,
    "{{ $label.queue }}": /no variable \$label/,
    "{{ humanise $value }}": /no function humanise/,
    "{{ }}": /a value is missing/,
    "{{ $value | }}": /a value is missing/,
    "{{ (print 1 }}": /parenthesis/,
    "{{ $value ) }}": /is not expected/,
    "{{ $value % 2 }}": /cannot stand/,
    '{{ "\\q" }}': /is no text/,
    "{{ gt $value 1 }}": /float64 and int cannot be compared/,
    "{{ humanize $labels }}": /a number is wanted/,
    "{{ $labels.queue.name }}": /there is no name/,
    "{{ $labels 1 }}": /only a function takes arguments/,
    "{{ range $value }}{{ end }}": /range goes over labels/,
    "{{ with $x := 1 }}{{ end }}{{ $x }}": /no variable \$x/,
  };
  for (const [template, message] of Object.entries(wrong)) {
    assert.throws(() => render(template), { code: "FAROL_TEMPLATE", message }, template);
  }
});

test("functions that ask Prometheus are known, and not rendered", () => {
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
    "{{ with $labels.queue }}{{ else }}{{ .Value }}{{ end }}",
    "{{ print (humanize $value) }}",
    "{{ $externalURL }}",
  ];
  for (const template of yes) assert.equal(dependsOnLabelsOnly(template), true, template);
  for (const template of no) assert.equal(dependsOnLabelsOnly(template), false, template);
});
