import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { FarolError } from "farol/model";
import { readRuleFile } from "../../src/alerting/rule-file/read-rule-file.ts";
import { needs } from "../needs.ts";

const rule = (text: string) => `groups:\n- name: g\n  rules:\n  - ${text.replaceAll("\n", "\n    ")}\n`;

/** Files of rules, right and wrong, as far as promtool 2.42 knows what stands in them. */
const FILES = [
  "",
  "groups:",
  "groups: []",
  "groups: 5",
  "rules: []",
  "groups:\n- rules: []",
  "groups:\n- name: ''",
  "groups:\n- name: g",
  "groups:\n- name: g\n- name: g",
  "groups:\n- name: 5\n  interval: 1h30m\n  limit: 3\n  rules:",
  "groups:\n- name: g\n  limit: many",
  "groups:\n- name: g\n  limit: -1",
  ...["5", "5m", "0", "''", "1m1h", "5 m", "1.5h"].map(
    (interval) => `groups:\n- name: g\n  interval: ${interval}`,
  ),
  "groups:\n- name: g\n  partial_response_strategy: warn",
  ...[
    "expr: up",
    "record: a\nalert: b\nexpr: up",
    "record: a",
    "record: a\nexpr: ''",
    "record: a\nexpr: 5",
  ].map(rule),
  ...["up +", "rate(up)", "up{a='b'} > bool 1", '"text"', "up[5m]", "sum(up) by (job)"].map((expr) =>
    rule(`record: a\nexpr: ${JSON.stringify(expr)}`),
  ),
  ...["a:b", "a b", "5", "a.b", "a{b='c'}", "ä", "_"].map((record) => rule(`record: "${record}"\nexpr: up`)),
  ...[
    "for: 5m",
    "for: 0s",
    "keep_firing_for: 5m",
    "annotations: {a: b}",
    "annotations: {}",
    "labels: {a: 5}",
  ].map((more) => rule(`record: a\nexpr: up\n${more}`)),
  ...[
    "for: 5",
    "for: 1d",
    "keep_firing_for: 1h30m",
    "limit: 5",
    "labels: [a]",
    "labels:",
    "labels: {a: [b]}",
  ].map((more) => rule(`alert: any name\nexpr: up\n${more}`)),
  ...["a", "a-b", "a.b", "5a", "__name__", "__a", "''", "a: 1, a"].flatMap((name) => [
    rule(`alert: A\nexpr: up\nlabels: {${name}: b}`),
    rule(`alert: A\nexpr: up\nannotations: {${name}: b}`),
  ]),
  ...[
    "{{ $labels.a }}",
    "{{ $nothing }}",
    "{{ if }}",
    "{{ nothing 5 }}",
    "{{",
    "{{ $value | humanize }}",
    "}}",
  ].map((text) => rule(`alert: A\nexpr: up\nlabels: {a: ${JSON.stringify(text)}}`)),
  rule("alert: A\nexpr: up\nlabels: &l {a: b}\nannotations: *l"),
  rule("alert: A\nexpr: up\nlabels: &l {a: b}\nannotations: {<<: *l, c: d}"),
  rule("record: A\nexpr: up\nlabels: {a: '{{ $nothing }}'}"),
];

it("promtool takes and refuses the same files of rules", needs("promtool"), () => {
  const folder = mkdtempSync(join(tmpdir(), "farol-rule-files-"));
  try {
    for (const [i, text] of FILES.entries()) writeFileSync(join(folder, `${i}.yml`), text);
    const others = FILES.filter((text, i) => isTaken(text) !== isTakenByPromtool(folder, `${i}.yml`));
    assert.deepEqual(others, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function isTaken(text: string): boolean {
  try {
    readRuleFile(text, "rules.yml", "v2");
    return true;
  } catch (error) {
    if (error instanceof FarolError) return false;
    throw error;
  }
}

function isTakenByPromtool(cwd: string, path: string): boolean {
  const { status, error } = spawnSync("promtool", ["check", "rules", path], { cwd, stdio: "ignore" });
  if (error !== undefined) throw error;
  return status === 0;
}
