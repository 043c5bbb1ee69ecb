import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Engine, startEngine } from "farol/engine";
import { silentLogger, systemClock } from "farol/model";
import { SlabWriter } from "farol/record";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { Prometheus } from "./prometheus.ts";

/** Until then an alert has an answer; then it is kept. */
const DEADLINE_MS = 4000;

/**
 * Rules over nothing that is measured, so that both answer them alike at whatever moment; with numbers that 2.42 prints as
 * 3.x does.
 */
function ruleFile(deadlineMs: number): string {
  return `groups:
  - name: zoo
    limit: 9
    rules:
      - { record: plain, expr: "vector(  1e3)" }
      - { record: "a:b:c", expr: "sum  by(x,y) (vector(0.1))", labels: { team: core } }
      - { record: wrong, expr: "label_replace(vector(1), 'a', '', '', '[')" }
      - alert: Firing
        expr: vector(12345.675*100)>2
        labels: { severity: critical, text: 'it is {{ $value | humanize }}' }
        annotations: { summary: "{{ $value }} and {{ $labels.severity }}", description: "<b> & \\u00e9" }
      - alert: Pending
        expr: vector(-0.012/1000) or label_replace(vector(+Inf), "i", "1", "", "")
        for: 90m
      - alert: Inactive
        expr: vector(1) > 2
        for: 1m30s
        keep_firing_for: 2d
      - alert: Kept
        expr: vector(7) and on() (vector(time() / 10000) < ${deadlineMs / 1e7})
        keep_firing_for: 1h
  - name: ape
    interval: 2s
    rules:
      - { alert: Broken, expr: "label_replace(vector(1), 'a', '', '', '[')", annotations: { a: b } }
`;
}

interface Body {
  readonly status: string;
  readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
}

interface Rule {
  readonly state?: string;
  readonly health: string;
}

/** Both evaluate the same file each second. */
describe(
  "alerts and rules, beside a real Prometheus that evaluates the same file",
  needs("prometheus"),
  () => {
    let folder: string;
    let engine: Engine;
    let prometheus: Prometheus;
    let roots: readonly [ours: string, theirs: string];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "farol-rules-"));
      const [rules, config] = [join(folder, "rules.yml"), join(folder, "prometheus.yml")];
      writeFileSync(rules, ruleFile(systemClock.now() + DEADLINE_MS));
      writeFileSync(config, JSON.stringify({ global: { evaluation_interval: "1s" }, rule_files: [rules] }));
      engine = await engineOn(rules);
      prometheus = await Prometheus.startOn(config);
      roots = [`http://127.0.0.1:${engine.port}/farol/prometheus`, prometheus.url];
      await until("both to keep an alert, and to have evaluated everything", async () => {
        const answers = await Promise.all(roots.map((root) => answerOf(`${root}/api/v1/rules`)));
        const isReady = (text: string) => text.includes("keepFiringSince") && !text.includes('"unknown"');
        return answers.every((answer) => isReady(JSON.stringify(answer))) ? true : undefined;
      });
    });

    after(async () => {
      await prometheus?.stop();
      await engine?.close();
      rmSync(folder, { recursive: true });
    });

    async function both(path: string): Promise<readonly [Body, Body]> {
      const [ours, theirs] = await Promise.all(roots.map((root) => answerOf(`${root}/api/v1/${path}`)));
      return [ours!, theirs!];
    }

    for (const path of ["rules", "rules?type=alert", "alerts", "rules?type=x"])
      it(`answers as it does: ${path}`, async () => {
        const [ours, theirs] = await both(path);
        assert.deepEqual(timeless(ours), timeless(theirs));
      });

    it("answers as it does: rules?type=record, but for groups without any, which later ones leave out", async () => {
      const [ours, theirs] = await both("rules?type=Record");
      const groups = theirs.data.groups.filter(({ rules }) => rules.length > 0);
      assert.deepEqual(timeless(ours), timeless({ ...theirs, data: { groups } }));
    });

    it("answers with every field and every state that there is", async () => {
      const { groups } = (await both("rules"))[1].data;
      const rules = groups.flatMap((group) => group.rules);
      const states = new Set(rules.flatMap(({ state }) => state ?? []));
      assert.deepEqual([...states].sort(), ["firing", "inactive", "pending"]);
      assert.deepEqual([...new Set(rules.map(({ health }) => health))].sort(), ["err", "ok"]);
    });
  },
);

function engineOn(rules: string): Promise<Engine> {
  return startEngine({
    ...{ service: "demo", version: "1", farolVersion: "1", tickMs: 1000, port: 0 },
    ...{ clock: systemClock, logger: silentLogger, threads: [new SlabWriter(0).memory] },
    ...{ collect() {}, requestExpiry() {} },
    alerting: {
      rules: { service: "demo", owner: "demo", integrations: [], objectives: [], rules: [] },
      ...{ diagnosesOf: {}, diagnoses: [], intervalMs: 1000, ruleFiles: [rules] },
      ...{ routing: undefined, notify: "off", publicUrl: undefined, grafanaUrl: undefined },
    },
  });
}

async function answerOf(url: string): Promise<Body> {
  return (await (await fetch(url)).json()) as Body;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What does not depend on when it was asked: times and durations by their shape, alerts of a rule in one order. */
function timeless(value: unknown, key = ""): unknown {
  if (key === "evaluationTime") return typeof value;
  if (typeof value === "string" && TIME.test(value)) return "a time";
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, timeless(field, name)]));
  const items = value.map((item) => timeless(item));
  return key === "alerts" ? items.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : items;
}

function textOf(value: unknown): string {
  const { labels } = value as { labels: Readonly<Record<string, string>> };
  return JSON.stringify(Object.entries(labels).sort());
}
