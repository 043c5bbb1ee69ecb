import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aStandardRouting, RECEIVERS } from "../../../../../test/standard-routing.ts";
import { definitionsOf, messageData, renderMessage, TEMPLATES, textsOf } from "../../../../alerting/index.ts";
import { definitionsIn, withTemplates } from "./inline-templates.ts";

describe("the templates that a file defines", () => {
  it("end with their own end, whatever blocks, texts and comments they hold", () => {
    const nested = '{{ define "a" }}{{ if .x }}{{ range .y }}}{{ end }}{{ else if .z }}{{ end }}{{ end }}';
    const tricky = '{{define "b"}}{{/* {{ end }} */}}{{ . | print "{{ end }}" `{{ end }}` }}{{end}}';
    const found = definitionsIn(`{{/* {{ define "no" }} */}}\n${nested}\ntext\n${tricky}`);
    assert.deepEqual(
      [...found],
      [
        ["a", nested],
        ["b", tricky],
      ],
    );
  });

  it("trim nothing of what they are put between", () => {
    const found = definitionsIn('x {{- define "a" -}} b {{- end -}} y');
    assert.equal(found.get("a"), '{{ define "a" -}} b {{- end }}');
  });
});

describe("a text with its templates", () => {
  it("has those that it calls, directly or not, once each, and no others", () => {
    const definitions = definitionsIn(
      '{{ define "a" }}{{ template "b" . }}{{ template "a" . }}{{ end }}{{ define "b" }}b{{ end }}{{ define "c" }}{{ end }}',
    );
    const text = '{{ template "a" . }}{{ template "b" }}{{ template "slack.default.title" . }}';
    assert.equal(withTemplates(text, definitions), `${definitions.get("a")}${definitions.get("b")}${text}`);
    assert.equal(withTemplates("plain", definitions), "plain");
  });

  it("says the same as where the templates are loaded", () => {
    const routing = aStandardRouting({
      templates: { own: '{{- define "own" -}} {{ .Status }} {{- end -}}' },
    });
    const slack = { ...RECEIVERS.oncall, title: '  {{ template "own" . }} {{ template "farol.title" . }}' };
    const data = messageData({
      receiver: "any",
      group: {},
      alerts: ["firing", "resolved"].map((status) => ({
        status: status as "firing",
        labels: { alertname: "Slow", severity: "critical", endpoint: "/a<b" },
        annotations: { summary: "Slow", description: "a & b", runbook_url: "http://run/" },
        generatorUrl: "http://prometheus/",
      })),
    });
    const definitions = new Map(
      [TEMPLATES, ...Object.values(routing.templates)].flatMap((file) => [...definitionsIn(file)]),
    );
    const texts = [slack, RECEIVERS.pager, RECEIVERS.mail].flatMap((one) => Object.values(textsOf(one)));
    assert.ok(texts.length > 8);
    for (const text of texts) {
      const rendered = renderMessage(withTemplates(text, definitions), new Map(), data);
      assert.equal(rendered, renderMessage(text, definitionsOf(routing), data), text);
    }
  });
});
