import assert from "node:assert/strict";
import { it } from "node:test";
import { messageData, type NotifiedAlert } from "./data.ts";
import { parseMessage } from "./parse.ts";
import { renderMessage } from "./render.ts";

function anAlert(labels: Record<string, string>, status: NotifiedAlert["status"] = "firing"): NotifiedAlert {
  return { status, labels, annotations: { summary: "s" }, generatorUrl: "" };
}

function rendered(text: string, ...alerts: readonly NotifiedAlert[]): string {
  return renderMessage(text, new Map(), messageData({ receiver: "r", group: {}, alerts }));
}

const A = anAlert({ alertname: "A", pool: "x", zone: "1" });
const B = anAlert({ alertname: "A", pool: "y", zone: "1" }, "resolved");

it("what alerts have in common are the labels with one value in all of them", () => {
  assert.equal(
    rendered("{{ .CommonLabels }}|{{ .CommonAnnotations }}", A, B),
    "alertname=A, zone=1|summary=s",
  );
  assert.equal(rendered("{{ .CommonLabels.pool }}", A, B), "");
});

it("a notification is firing while one of its alerts is", () => {
  assert.equal(
    rendered("{{ .Status }} {{ len .Alerts.Firing }} {{ len .Alerts.Resolved }}", A, B),
    "firing 1 1",
  );
  assert.equal(rendered("{{ .Status }}", B), "resolved");
});

it("labels are gone through with the alert's name first", () => {
  const labels = anAlert({ zone: "1", alertname: "A", Above: "2" });
  assert.equal(
    rendered("{{ range $i, $p := .CommonLabels.SortedPairs }}{{ $i }}{{ $p.Name }} {{ end }}", labels),
    "0alertname 1Above 2zone ",
  );
  assert.equal(rendered('{{ .CommonLabels.Names | join "," }}', labels), "alertname,Above,zone");
});

it("templates call each other with a `.` of their own, and a block is defined and called at once", () => {
  const text = `{{ define "inner" }}<{{ . }}{{ with $ }}{{ . }}{{ end }}>{{ end }}
    {{- range .Alerts }}{{ template "inner" .Labels.pool }}{{ end }}{{ block "x" .Status }}{{ . }}!{{ end }}`;
  assert.equal(rendered(text, A, B), "<xx><yy>firing!");
});

it("variables, else and else if are read as Go reads them", () => {
  const text = `{{ $n := "none" }}{{ range .Alerts }}{{ if eq .Labels.pool "y" }}{{ $n = .Labels.pool }}{{ else if eq .Labels.pool "z" }}z{{ else }}-{{ end }}{{ end }}{{ $n }}`;
  assert.equal(rendered(text, A, B), "-y");
});

it("what Alertmanager would fail at fails", () => {
  for (const text of [
    '{{ template "nothing" . }}',
    "{{ .Nothing }}",
    "{{ range .Status }}{{ end }}",
    "{{ define }}{{ end }}",
    "{{ if .Status }}",
    "{{ end }}",
    "{{ nothing }}",
    "{{ since .Status }}",
  ]) {
    assert.throws(() => rendered(text, A), { code: "FAROL_TEMPLATE" }, text);
  }
});

it("a definition cannot see the variables of what stands around it", () => {
  assert.throws(() => parseMessage('{{ $x := 1 }}{{ define "a" }}{{ $x }}{{ end }}'), {
    code: "FAROL_TEMPLATE",
  });
});
