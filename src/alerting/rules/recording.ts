import { type Labels, labelsKey } from "../../model/index.ts";
import { QueryError } from "../../promql/index.ts";
import { type RuleExpression, readRuleExpression } from "../rule-file/rule-expression.ts";
import type { RecordingRuleSpec } from "../rule-file/rule-group-spec.ts";
import { type Answer, answersOf } from "./answer.ts";
import { labelled } from "./labelled.ts";
import type { RuleSample, RuleSettings, RuleTick, RuleYield } from "./rule-settings.ts";

/** A recording rule: keeps what its expression answers, under its name. */
export class Recording {
  readonly kind = "recording";
  readonly spec: RecordingRuleSpec;
  /** The rule's own, and its group's. */
  readonly labels: Labels;
  readonly expression: RuleExpression;
  readonly #settings: RuleSettings;
  readonly #setsLabels: boolean;

  constructor(spec: RecordingRuleSpec, groupLabels: Labels, settings: RuleSettings) {
    this.spec = spec;
    this.labels = { ...groupLabels, ...spec.labels };
    this.expression = readRuleExpression(spec.expr, settings.queryOptions?.semantics ?? "v3");
    this.#settings = settings;
    this.#setsLabels = Object.keys(this.labels).length > 0;
  }

  /** @throws QueryError when there is no answer, two series of it have the same labels, or there are too many */
  async evaluate({ readAtMs, reader, limit }: RuleTick): Promise<RuleYield> {
    const answers = await answersOf(this.expression, reader, readAtMs, this.#settings.queryOptions ?? {});
    const { name } = this.spec;
    const samples = answers.map(({ metric, value }) => ({
      ...{ name, value },
      labels: labelled(metric, this.labels),
    }));
    if (this.#mayClash(answers) && hasTwins(samples))
      throw new QueryError("vector contains metrics with the same labelset after applying rule labels");
    if (limit > 0 && samples.length > limit)
      throw new QueryError(`exceeded limit of ${limit} with ${samples.length} series`);
    return { answers: answers.length, samples };
  }

  /** Series of one answer differ; only without their names, or with labels of the rule, they may be the same. */
  #mayClash(answers: readonly Answer[]): boolean {
    return this.#setsLabels || answers.some(({ metric }) => metric.__name__ !== undefined);
  }
}

function hasTwins(samples: readonly RuleSample[]): boolean {
  return new Set(samples.map(({ labels }) => labelsKey("", labels))).size < samples.length;
}
