import assert from "node:assert/strict";
import { test } from "node:test";
import { readRuleFile } from "./read-rule-file.ts";

const WHOLE = `
groups:
  - name: mail
    interval: 1m30s
    query_offset: 30s
    limit: 5
    labels: { team: post }
    rules:
      - record: mails:rate5m
        expr: rate(mails_total[5m])
        labels:
          percent: 50.0
          none:
      - alert: MailsStopped
        expr: |
          mails:rate5m
            == 0
        for: 10m
        keep_firing_for: 0
        labels: &labels
          severity: critical
        annotations:
          summary: "{{ $labels.kind }}"
          <<: *labels
  - name: empty
    rules: []
`;

test("a file of rules is read as plain data", () => {
  const [mail, empty] = readRuleFile(WHOLE, "mail.yml");
  assert.deepEqual(mail, {
    ...{ name: "mail", file: "mail.yml", intervalMs: 90_000, queryOffsetMs: 30_000, limit: 5 },
    labels: { team: "post" },
    rules: [
      {
        ...{ kind: "recording", name: "mails:rate5m", expr: "rate(mails_total[5m])" },
        labels: { percent: "50.0", none: "" },
      },
      {
        ...{ kind: "alert", name: "MailsStopped", expr: "mails:rate5m\n  == 0\n" },
        ...{ forMs: 600_000, keepFiringForMs: 0, labels: { severity: "critical" } },
        annotations: { severity: "critical", summary: "{{ $labels.kind }}" },
      },
    ],
  });
  const nothing = { intervalMs: undefined, queryOffsetMs: 0, limit: 0, labels: {}, rules: [] };
  assert.deepEqual(empty, { name: "empty", file: "mail.yml", ...nothing });
  assert.deepEqual(readRuleFile("", "empty.yml"), []);
  assert.deepEqual(structuredClone(mail), mail);
});

/** A file with one rule, whose first line is the fourth. */
const rule = (text: string) => `groups:\n- name: g\n  rules:\n  - ${text.replaceAll("\n", "\n    ")}\n`;

const MISTAKES: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
  "no YAML": ["groups: [", /\(rules\.yml:1\): Flow sequence/],
  "two documents": ["groups: []\n---\ngroups: []", /^a second document \(rules\.yml:2\)/],
  "a field that nobody knows": [
    "groups:\n- name: g\n  partial_response_strategy: warn",
    /^field "partial_response_strategy" \(rules\.yml:3\): there are name, /,
  ],
  "a field twice": ["groups:\n- name: g\n  name: h", /\(rules\.yml:3\): Map keys must be unique/],
  "a group without a name": ["groups:\n- rules: []", /^a group without a name \(rules\.yml:2\)/],
  "two groups of one name": [
    "groups:\n- name: g\n- name: g",
    /^group "g" \(rules\.yml:3\): a file has one group of a name/,
  ],
  "a duration that is none": ["groups:\n- name: g\n  interval: 5", /^"5" \(rules\.yml:3\): a duration is /],
  "a limit that is none": [
    "groups:\n- name: g\n  limit: 1.5",
    /^"1\.5" \(rules\.yml:3\): a whole number is expected/,
  ],
  "a list that is none": ["groups: 5", /^"5" \(rules\.yml:1\): a list is expected/],
  "a rule that is none": ["groups:\n- name: g\n  rules: [up]", /^"up" \(rules\.yml:3\): a map is expected/],
  "a rule without a name": [rule("expr: up"), /^a rule without a name \(rules\.yml:4\)/],
  "a rule of both kinds": [
    rule("record: a\nalert: b\nexpr: up"),
    /^rule "a" \(rules\.yml:4\): a rule has either/,
  ],
  "a rule without an expression": [rule("record: a\nexpr: ''"), /^a rule without `expr` \(rules\.yml:4\)/],
  "an expression that is none": [
    rule("record: a\nexpr: up +"),
    /^up \+ \(rules\.yml:5\): Prometheus refuses it: 1:5: parse error/,
  ],
  "a recording with `for`": [rule("record: a\nexpr: up\nfor: 5m"), /^`for` of a recording \(rules\.yml:6\)/],
  "a recording with annotations": [
    rule("record: a\nexpr: up\nannotations: {b: c}"),
    /^`annotations` of a recording/,
  ],
  "a recording's name with braces": [
    rule("record: 'a{b}'\nexpr: up"),
    /^record "a\{b\}" \(rules\.yml:4\): .* no braces/,
  ],
  "the label __name__": [
    rule("record: a\nexpr: up\nlabels:\n  b: c\n  __name__: d"),
    /^label "__name__" \(rules\.yml:8\)/,
  ],
  "a template that is none": [
    rule("alert: a\nexpr: up\nannotations:\n  b: c\n  d: '{{ $x }}'"),
    /^"d", template .* \(rules\.yml:8\)/,
  ],
  "a map that is merged into itself": [
    "groups:\n- &g\n  <<: *g\n  name: g",
    /^a map within itself \(rules\.yml:/,
  ],
  "an alias of nothing": ["groups:\n- name: *g", /^an alias of nothing \(rules\.yml:2\): a text is expected/],
  "a label that is a list": [
    rule("alert: a\nexpr: up\nlabels:\n  b: [c]"),
    /^a list \(rules\.yml:7\): a text is expected/,
  ],
};

for (const [what, [text, message]] of Object.entries(MISTAKES)) {
  test(`${what} is refused, with its line`, () => {
    assert.throws(() => readRuleFile(text, "rules.yml"), { code: "FAROL_RULE_FILE", message });
  });
}

test("names that only newer versions take are refused for the older", () => {
  const newer = rule('alert: a\nexpr: up\nlabels: {"a.b": c}\nannotations: {"d e": f}');
  assert.equal(readRuleFile(newer, "rules.yml").length, 1);
  assert.throws(() => readRuleFile(newer, "rules.yml", "v2"), {
    message: /^label "a\.b" .*letters, digits and _/,
  });
  const record = rule("record: a.b\nexpr: up");
  assert.equal(readRuleFile(record, "rules.yml").length, 1);
  assert.throws(() => readRuleFile(record, "rules.yml", "v2"), { message: /^record "a\.b"/ });
});
