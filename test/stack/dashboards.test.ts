import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import {
  chosen,
  type Dashboard,
  defineMonitoring,
  type Expression,
  promql,
  type RecordingRule,
  recording,
} from "farol";
import { businessDashboard } from "../../reviews/dashboards/business.ts";
import { monitoring as reviews } from "../../reviews/monitoring.ts";
import { playOne } from "../../reviews/visitor/acts.ts";
import { expectStatus } from "../../reviews/visitor/cast.ts";
import { overview } from "../../src/integrations/overview/index.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { decideReviews } from "./everything-measured/decisions.ts";
import { deploy } from "./everything-measured/deployment.ts";
import { type Stage, setStage } from "./everything-measured/stage.ts";
import { Prometheus } from "./prometheus.ts";

interface Element {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** One query of a panel, or a mark. */
interface Question {
  readonly where: string;
  readonly expr: Expression;
  readonly legend: string;
}

/** Alerts are counted at whole minutes. */
const LIMIT_MS = 75_000;
const BETWEEN_VISITS_MS = 50;
const NAMES = [
  ...["slo:objective:ratio", "slo:error_budget:ratio", "slo:error_budget_remaining:ratio"],
  ...["slo:current_burn_rate:ratio", "slo:sli_error:ratio_rate1h"],
];
/** What an objective records, as far as dashboards show it. */
const RECORDINGS = NAMES.map((name) =>
  recording(name, { expr: promql`vector(${0.5})`, labels: { slo: "availability" } }),
);
const FIRING = { alert: "AlwaysThere", expr: "vector(1)", labels: { severity: "info" } };

const integrations = [...reviews.integrations.filter(({ name }) => name !== "overview"), overview()];
const { service, metrics } = reviews;
const monitoring = defineMonitoring({
  ...{ service, integrations, metrics, rules: RECORDINGS },
  dashboards: [businessDashboard],
});

test("dashboards of a service with traffic", needs("prometheus", "redis-server"), async (suite) => {
  await using stack = new AsyncDisposableStack();
  const stage = await setStage(stack);
  const job = { name: service, url: new URL("/metrics", stage.origin), labels: { service } };
  const prometheus = await Prometheus.start([job], [...RECORDINGS.map(ruleOf), FIRING]);
  stack.defer(() => prometheus.stop());
  stack.use(visit(stage));
  // so that Prometheus sees counters before and after what happens
  await until("scrapes and an alert", async () => {
    const [seen] = await answerOf(prometheus, "count_over_time(up[1m]) > 2 and on () ALERTS");
    return seen;
  });
  await act(stage);
  const questions = [...monitoring.dashboards.flatMap(questionsOf), ...marks()];
  const answers = await answersOf(prometheus, questions);

  await suite.test("show data in every panel", () => {
    const blank = questions.filter((question) => !answers.has(question));
    assert.deepEqual(
      blank.map(({ where, legend }) => `${where}: ${legend}`),
      [],
    );
    assert.ok(questions.length > 100);
  });

  await suite.test("name only labels that each series of the answer has", () => {
    for (const [{ where, legend }, elements] of answers) {
      for (const [, label] of legend.matchAll(/\{\{(\w+)\}\}/g)) {
        const without = elements.filter(({ metric }) => metric[label!] === undefined);
        assert.deepEqual(without, [], `${where}: {{${label}}}`);
      }
    }
  });

  await suite.test("let a reader choose among values that are there", async () => {
    for (const { metric, label } of monitoring.dashboards.flatMap(({ variables }) => variables)) {
      const values = await prometheus.get<string[]>(`label/${label}/values`, { "match[]": metric.name });
      assert.notDeepEqual(values, [], `${label} of ${metric.name}`);
    }
  });
});

/** The numbers that a query yields now. */
async function answerOf(prometheus: Prometheus, query: string): Promise<Element[]> {
  const { result } = await prometheus.get<{ result: Element[] }>("query", { query });
  return result.filter(({ value }) => value[1] !== "NaN");
}

/** Asks until each question had an answer or the time is over. */
async function answersOf(prometheus: Prometheus, questions: readonly Question[]) {
  const answers = new Map<Question, readonly Element[]>();
  const ask = async (question: Question) => {
    const elements = await answerOf(prometheus, chosen(question.expr.text));
    if (elements.length > 0) answers.set(question, elements);
  };
  const askAll = async () => {
    await Promise.all(questions.filter((question) => !answers.has(question)).map(ask));
    return answers.size === questions.length || undefined;
  };
  // those that Prometheus cannot parse fail here
  await askAll();
  await until("answers", askAll, LIMIT_MS).catch(() => {});
  return answers;
}

function questionsOf({ title, panels }: Dashboard): Question[] {
  return panels.flatMap((panel) => {
    const rows = panel.kind === "table" ? panel.rows.map((label) => `{{${label}}}`).join("") : "";
    const where = `${title} / ${panel.title}`;
    return panel.queries.map(({ expr, legend }) => ({ where, expr, legend: legend + rows }));
  });
}

function marks(): Question[] {
  return monitoring.marks.map(({ title, expr, text }) => ({ where: title, expr, legend: text }));
}

function ruleOf({ name, expr, labels }: RecordingRule) {
  return { record: name, expr: expr.text, labels };
}

/** People use the service until this is disposed of. */
function visit({ send, cast }: Stage): AsyncDisposable {
  let isOver = false;
  const visiting = (async () => {
    while (!isOver) {
      // who comes too often is refused, and comes again
      await playOne({ send, cast, random: Math.random }).catch(() => {});
      await pause(BETWEEN_VISITS_MS);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      isOver = true;
      await visiting;
    },
  };
}

/** What visitors do not do: failures, slow statements, a table that needs vacuum, a deployment. */
async function act(stage: Stage): Promise<void> {
  const { drill } = stage;
  expectStatus(200, await drill("table-bloat", { seconds: 100, rows: 5000 }));
  expectStatus(200, await drill("slow-queries", { seconds: 2, milliseconds: 200 }));
  expectStatus(200, await drill("endpoint-errors", { endpoint: "/api/v1/reviews", requests: 5 }));
  await decideReviews(stage);
  await deploy(stage);
}
