import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duration, Labels, Rule, TestSeries } from "farol/model";

/** One test of promtool's: what is there, and what is asked of it. */
export interface PromtoolTest {
  readonly name: string;
  readonly interval: Duration;
  readonly input: readonly TestSeries[];
  readonly questions: readonly Question[];
}

/** What an expression answers at a moment; nothing when there is no answer. */
export interface Question {
  readonly expr: string;
  readonly at: Duration;
  readonly answers: readonly { readonly labels: Labels; readonly value: number }[];
}

/** What promtool has against some tests of rules; empty when all pass. Alerts have no annotations here. */
export function promtoolFailures(rules: readonly Rule[], tests: readonly PromtoolTest[]): string {
  const folder = mkdtempSync(join(tmpdir(), "farol-promtool-"));
  try {
    // JSON is YAML, too.
    const write = (name: string, document: object) =>
      writeFileSync(join(folder, name), JSON.stringify(document));
    write("rules.yml", { groups: [{ name: "all", rules: rules.map(ruleOf) }] });
    write("tests.yml", {
      rule_files: ["rules.yml"],
      evaluation_interval: tests[0]!.interval,
      tests: tests.map(testOf),
    });
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "tests.yml"], {
      cwd: folder,
      encoding: "utf8",
    });
    return status === 0 ? "" : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Which alerts fire at a moment, by name and labels, their severity left out. */
export function firing(name: string, at: Duration, alerts: readonly Labels[]): Question {
  const answers = alerts.map((labels) => ({ labels, value: 1 }));
  return {
    expr: `max without (severity, alertname, alertstate) (ALERTS{alertname="${name}", alertstate="firing"})`,
    at,
    answers,
  };
}

function ruleOf(rule: Rule): object {
  const expr = rule.expr.text;
  if (rule.kind === "recording") return { record: rule.name, expr, labels: rule.labels };
  return {
    alert: rule.name,
    expr,
    ...(rule.for !== undefined && { for: rule.for }),
    labels: { ...rule.labels, severity: rule.severity },
  };
}

function testOf({ name, interval, input, questions }: PromtoolTest): object {
  return {
    name,
    interval,
    input_series: input,
    promql_expr_test: questions.map(({ expr, at, answers }) => ({
      expr,
      eval_time: at,
      exp_samples: answers.map(({ labels, value }) => ({ labels: seriesText(labels), value })),
    })),
  };
}

function seriesText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${pairs.join(", ")}}`;
}
