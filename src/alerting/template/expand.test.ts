import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ExpandedAlert, expandTemplate } from "./expand.ts";

const ALERT: ExpandedAlert = { name: "QueueFull", atMs: 1000, labels: { queue: "mail" }, value: 0.5 };

/** An alert whose templates' queries are answered by number of their characters, and what was asked. */
function asking(): { readonly asked: unknown[]; readonly alert: ExpandedAlert } {
  const asked: unknown[] = [];
  const query = async (expr: string, atMs: number) => {
    asked.push([expr, atMs]);
    return Array.from(expr, (char, i) => ({ labels: { char }, value: i }));
  };
  return { asked, alert: { ...ALERT, query } };
}

describe("a template of an alert that fires", () => {
  it("is text at once when it asks nothing", () => {
    assert.equal(expandTemplate("{{ $labels.queue }}: {{ $value }} at {{ now }}", ALERT), "mail: 0.5 at 1");
  });

  it("has Prometheus' error in its place when it fails", () => {
    assert.equal(
      expandTemplate("é\nthe {{ if true }}{{ humanize $labels.queue }}{{ end }}", ALERT),
      "<error expanding template: error executing template __alert_QueueFull: template: __alert_QueueFull:2:20: " +
        'executing "__alert_QueueFull" at <humanize $labels.queue>: error calling humanize: strconv.ParseFloat: parsing "mail": invalid syntax>',
    );
    assert.equal(
      expandTemplate('{{ define "in" }}{{ .x }}{{ end }}{{ template "in" "text" }}', ALERT),
      "<error expanding template: error executing template __alert_QueueFull: template: __alert_QueueFull:1:132: " +
        'executing "in" at <.x>: can\'t evaluate field x in type string>',
    );
  });

  it("has an error in its place when it cannot be read", () => {
    assert.equal(
      expandTemplate("{{ humanise $value }}", ALERT),
      "<error expanding template: error parsing template __alert_QueueFull: template: __alert_QueueFull: there is no function humanise>",
    );
  });

  it("asks each query once, at the time of the evaluation, also one that is made of an answer", async () => {
    const { asked, alert } = asking();
    const template = `{{ range query "ab" }}{{ .Labels.char }}={{ .Value }} {{ query .Labels.char | len }};{{ end }}{{ query "ab" | len }}`;
    assert.equal(await expandTemplate(template, alert), "a=0 1;b=1 1;2");
    assert.deepEqual(asked, [
      ["ab", 1000],
      ["a", 1000],
      ["b", 1000],
    ]);
  });

  it("tells the error of a query that is not answered", async () => {
    const query = () => Promise.reject(new Error("query timed out in expression evaluation"));
    assert.match(
      await expandTemplate('{{ query "up" | first | value }}', { ...ALERT, query }),
      /at <query "up">: error calling query: query timed out in expression evaluation>$/,
    );
    assert.match(
      await expandTemplate('{{ query "up" }}', ALERT),
      /at <query>: query cannot be rendered outside of Prometheus>$/,
    );
  });

  it("sorts its samples where they are, and not those of another query", async () => {
    const { alert } = asking();
    const template =
      '{{ $x := query "ba" }}{{ $y := query "ba" }}{{ $z := sortByLabel "char" $x }}' +
      "{{ range $x }}{{ .Labels.char }}{{ end }} {{ range $y }}{{ .Labels.char }}{{ end }}";
    assert.equal(await expandTemplate(template, alert), "ab ba");
  });
});

describe("a hostile template ends in an error:", () => {
  const nested = (times: number, before: string, after: string) =>
    `${before.repeat(times)}x${after.repeat(times)}`;
  const wide = '{{ $x := printf "%1000000s" "" }}';
  const hostile: Readonly<Record<string, readonly [template: string, error: RegExp]>> = {
    "deep blocks": [nested(5000, "{{ if true }}", "{{ end }}"), /blocks are nested at most 100 deep/],
    "deep parentheses": [
      `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`,
      /parentheses are nested at most 100/,
    ],
    "a chain of else": [`{{ if 0 }}${"{{ else if 0 }}".repeat(5000)}{{ end }}`, /nested at most 100 deep/],
    "a long text": ["x".repeat(1_048_577), /at most 1048576 characters/],
    recursion: [
      '{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}',
      /maximum template depth \(100\)/,
    ],
    "ranges in ranges": [
      `{{ $r := query "${"r".repeat(500)}" }}${nested(4, "{{ range $r }}", "{{ end }}")}`,
      /takes more than 200000 steps/,
    ],
    "a growing text": [
      `{{ $x := "x" }}${"{{ $x = print $x $x }}".repeat(40)}`,
      /longer than 1048576 characters/,
    ],
    "a growing map": [
      `{{ $x := 1 }}${"{{ $x = args $x $x }}".repeat(40)}{{ $x }}`,
      /holds more than 10000 values/,
    ],
    "wide numbers": [`{{ printf "${"%1000000d".repeat(20)}" ${"1 ".repeat(20)}}}`, /longer than 1048576/],
    "a wide list": [`{{ printf "%1000000v" (args ${"1 ".repeat(99)}) }}`, /longer than 1048576 characters/],
    "much output": [`${wide}{{ $x }}{{ $x }}`, /longer than 1048576 characters/],
    "work on long texts": [`${wide}${"{{ $y := toUpper $x }}".repeat(50)}`, /takes more than 200000 steps/],
    "a large expression": ['{{ match "((a{99}){99}){99}" "a" }}', /expression too large/],
    "a slow expression": [
      `${wide}${'{{ match "(a|b|c|d)*e" $x }}'.repeat(9)}`,
      /takes more than 200000 steps/,
    ],
    "a growing replacement": [
      '{{ $x := printf "%9999s" "" }}{{ reReplaceAll " " $x $x }}',
      /longer than|more than/,
    ],
    "endless queries": [
      `{{ range query "${"r".repeat(200)}" }}{{ $y := query (printf "%v" .Value) }}{{ end }}`,
      /asks at most 100 queries/,
    ],
  };
  for (const [name, [template, error]] of Object.entries(hostile)) {
    it(name, async () => {
      assert.match(await expandTemplate(template, asking().alert), error);
    });
  }
});
