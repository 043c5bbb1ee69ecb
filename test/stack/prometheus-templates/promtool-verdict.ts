import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Labels } from "farol/model";
import { evaluateInstant, parse } from "farol/promql";
import { expandTemplate, type TemplateSample } from "../../../src/alerting/template/expand.ts";
import { readerOf } from "../../series-in-memory.ts";

/** A rule that fires for each series of `input`. */
export interface TemplateRule {
  readonly name: string;
  readonly annotations: Labels;
}

/** One series of `input`, with its only sample at 0. */
export interface Input {
  readonly labels: Labels;
  readonly value: number;
}

/** What the annotations of a rule say for an input. */
export interface Rendered {
  readonly rule: TemplateRule;
  readonly input: Input;
  readonly texts: Labels;
}

/** Series for templates to query. */
const UP: readonly Input[] = [
  { labels: { job: "api", instance: "node-2:9100" }, value: 1 },
  { labels: { job: "api", instance: "node-1:9100" }, value: 0 },
  { labels: { job: "db job", instance: "db.example.org:5432" }, value: 1 },
];

/** Renders each rule's annotations for each input ourselves. */
export function renderAll(rules: readonly TemplateRule[], inputs: readonly Input[]): Promise<Rendered[]> {
  const query = queryOf(inputs);
  const all = rules.flatMap((rule) => inputs.map((input) => ({ rule, input })));
  return Promise.all(
    all.map(async ({ rule, input }) => {
      const labels = { __name__: "input", ...input.labels };
      const alert = { name: rule.name, atMs: 0, labels, value: input.value, query };
      const texts = Object.entries(rule.annotations).map(
        async ([name, template]) => [name, await expandTemplate(template, alert)] as const,
      );
      return { rule, input, texts: Object.fromEntries(await Promise.all(texts)) };
    }),
  );
}

/** What promtool has against texts that it is told to expect; empty when it has nothing. */
export function objections(all: readonly Rendered[]): string {
  const folder = mkdtempSync(join(tmpdir(), "farol-templates-"));
  try {
    for (const [name, document] of Object.entries(promtoolFiles(all))) {
      writeFileSync(join(folder, name), yaml(document));
    }
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "tests.yml"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    return status === 0 ? "" : differences(stdout + stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** JSON is YAML, too, but for a few characters. */
function yaml(document: object): string {
  return JSON.stringify(document).replace(
    /[\u007f-\u009f]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** Annotations as promtool writes them: `name="text"`. */
const ANNOTATION = /(?<=Annotations:\{.*)\w+="(?:[^"\\]|\\.)*"/g;

/** The annotations that promtool got otherwise, or all that it said where it does not tell them. */
function differences(said: string): string {
  const alerts = said.split(/^ *alertname: /m).slice(1);
  const found = alerts.flatMap((alert) => {
    const [ours = [], theirs = []] = alert.split(/^ *got:/m).map((half) => half.match(ANNOTATION) ?? []);
    const isOther = ours.map((text, i) => `${alert.split(",", 1)}: ${text}\n  Prometheus: ${theirs[i]}`);
    return isOther.filter((_, i) => ours[i] !== theirs[i]);
  });
  return `promtool: FAILED\n${found.length > 0 ? found.join("\n") : said}`;
}

function promtoolFiles(all: readonly Rendered[]): Readonly<Record<string, object>> {
  const byRule = Map.groupBy(all, ({ rule }) => rule);
  const inputs = [...new Set(all.map(({ input }) => input))];
  const rules = [...byRule.keys()].map(({ name, annotations }) => ({
    alert: name,
    expr: "input == input or input != input",
    annotations,
  }));
  const expected = [...byRule].map(([{ name }, rendered]) => ({
    eval_time: "0m",
    alertname: name,
    exp_alerts: rendered.map(({ input, texts }) => ({ exp_labels: input.labels, exp_annotations: texts })),
  }));
  const series = [
    ...inputs.map((input) => seriesOf("input", input)),
    ...UP.map((input) => seriesOf("up", input)),
  ];
  const test = { interval: "1m", input_series: series, alert_rule_test: expected };
  return {
    "rules.yml": { groups: [{ name: "templates", rules }] },
    "tests.yml": { rule_files: ["rules.yml"], evaluation_interval: "1m", tests: [test] },
  };
}

function seriesOf(name: string, { labels, value }: Input): object {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
  const text = Object.is(value, -0) ? "-0" : String(value).replace("Infinity", "Inf");
  return { series: `${name}{${pairs.join(",")}}`, values: text };
}

/** Our own PromQL over the same series. */
function queryOf(inputs: readonly Input[]): (expr: string) => Promise<readonly TemplateSample[]> {
  const whole = (name: string, all: readonly Input[]) =>
    all.map(({ labels, value }) => ({ name, labels, samples: [[0, value]] as const }));
  const reader = readerOf([...whole("input", inputs), ...whole("up", UP)]);
  return async (expr) => {
    const tree = parse(expr, { semantics: "v2" });
    const answer = await evaluateInstant(tree, expr, reader, 0, { semantics: "v2" });
    if (answer.type === "scalar") return [{ labels: {}, value: answer.point.value }];
    if (answer.type !== "vector") throw new Error("rule result is not a vector or scalar");
    return answer.series.map(({ metric, points }) => ({ labels: metric, value: points[0]!.value }));
  };
}
