import { healthOf, type RunningGroup, type RunningRule } from "../../../../alerting/index.ts";
import type { Rules } from "../../../rules/index.ts";
import { jsonEndpoint } from "../../endpoint.ts";
import {
  dictionary,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  type TypeOf,
  text,
} from "../../schema.ts";
import { evaluatedBy, evaluatorOf } from "./evaluator.ts";

const evaluation = {
  lastMs: nullable(integer("When it was evaluated last.")),
  durationMs: nullable(number()),
};

const ruleSchema = object(
  {
    kind: oneOf("alert", "recording"),
    name: text(),
    expr: text(),
    labels: dictionary(text()),
    health: oneOf("unknown", "ok", "empty", "no series", "error"),
    answers: integer("Series that its expression answered last."),
    ...evaluation,
  },
  {
    message: text("Why it could not be evaluated."),
    state: oneOf("inactive", "pending", "firing"),
    annotations: dictionary(text()),
    forMs: integer(),
    keepFiringForMs: integer(),
  },
);

export const ruleList = jsonEndpoint({
  path: "/api/v1/monitoring/rules",
  summary: "Rules by group, in the order in which they are evaluated, and how each is",
  schema: object({
    evaluatedBy,
    groups: list(
      object({
        name: text(),
        file: text("Where it was read, or what it would be written to."),
        intervalMs: integer(),
        limit: integer("Series or alerts that a rule may have; 0: any number."),
        ...evaluation,
        rules: list(ruleSchema),
      }),
    ),
    faults: list(object({ file: text("A rule file that is not evaluated."), message: text("Why.") })),
    evaluations: integer("Rules that were evaluated since the engine started."),
    failures: integer("Those of them that failed."),
    missedTicks: integer("Ticks that were left out because the evaluation before was still under way."),
    durationMs: number("How long the last evaluation of all groups that were due took."),
  }),
  statuses: {
    200: "Of a rule without answers, `empty` says that there are series which it is about, `no series` that there are none. No groups, too, where `evaluatedBy` is not `engine`.",
  },
  answer: (context) => {
    const { rules, ruleFileFaults: faults = [] } = context.alerting() ?? {};
    const { evaluations, failures, missed, durationSeconds } = rules?.numbers ?? NOTHING;
    const groups = (rules?.groups ?? []).map((group) => groupBody(group, rules!));
    const numbers = { evaluations, failures, missedTicks: missed, durationMs: durationSeconds * 1000 };
    return { body: { evaluatedBy: evaluatorOf(context), groups, faults, ...numbers } };
  },
});

const NOTHING = { evaluations: 0, failures: 0, missed: 0, durationSeconds: 0 };

function groupBody(group: RunningGroup, running: Rules) {
  const { name, file, limit } = group.spec;
  const rules = group.rules.map(ruleBody);
  const durations = rules.flatMap(({ durationMs }) => durationMs ?? []);
  return {
    ...{ name, file, intervalMs: group.intervalMs, limit, rules },
    lastMs: running.lastMs(group) ?? null,
    durationMs: durations.length === 0 ? null : durations.reduce((sum, one) => sum + one, 0),
  };
}

function ruleBody(running: RunningRule): TypeOf<typeof ruleSchema> {
  const { outcome, rule } = running;
  const { name, expr } = rule.spec;
  const { state: health, ...why } = healthOf(running);
  const last = outcome.state === "unknown" ? { atMs: null, durationMs: null } : outcome;
  return {
    ...{ kind: rule.kind, name, expr, labels: rule.labels, health, ...why },
    answers: outcome.state === "answered" ? outcome.answers : 0,
    ...{ lastMs: last.atMs, durationMs: last.durationMs },
    ...(rule.kind === "alert" && {
      state: rule.state,
      annotations: rule.spec.annotations,
      forMs: rule.spec.forMs,
      keepFiringForMs: rule.spec.keepFiringForMs,
    }),
  };
}
