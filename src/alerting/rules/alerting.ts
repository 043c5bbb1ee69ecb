import { type Labels, labelsKey, type ReportedAlert, type SeriesReader } from "../../model/index.ts";
import { QueryError } from "../../promql/index.ts";
import { type RuleExpression, readRuleExpression } from "../rule-file/rule-expression.ts";
import type { AlertRuleSpec } from "../rule-file/rule-group-spec.ts";
import { alertSamples } from "./alert-samples.ts";
import { type Alert, type AlertAnswer, answered, unanswered } from "./alert-state.ts";
import { renderTexts, textContext } from "./alert-texts.ts";
import { type Answer, answersOf } from "./answer.ts";
import { labelled } from "./labelled.ts";
import { needsSending, reported } from "./report.ts";
import { restoredActiveAt } from "./restore.ts";
import type { RuleSettings, RuleTick, RuleYield } from "./rule-settings.ts";

/** An alert rule: has an alert for each series that its expression answers. */
export class Alerting {
  readonly kind = "alert";
  readonly spec: AlertRuleSpec;
  /** Templates: the rule's own, and its group's. */
  readonly labels: Labels;
  readonly expression: RuleExpression;
  readonly #settings: RuleSettings;
  /** By their labels. */
  #alerts: ReadonlyMap<string, Alert> = new Map();
  /** Whether it is known since when its alerts are active; until then nothing is written of them. */
  #isRestored: boolean;

  /** @param isNew Whether there is nothing to restore from a run before. */
  constructor(spec: AlertRuleSpec, groupLabels: Labels, settings: RuleSettings, isNew: boolean) {
    this.spec = spec;
    this.labels = { ...groupLabels, ...spec.labels };
    this.expression = readRuleExpression(spec.expr, settings.queryOptions?.semantics ?? "v3");
    this.#settings = settings;
    this.#isRestored = isNew;
  }

  get alerts(): Iterable<Alert> {
    return this.#alerts.values();
  }

  /** What the gravest of its alerts is. */
  get state(): "inactive" | "pending" | "firing" {
    const states = new Set([...this.#alerts.values()].map(({ state }) => state));
    if (states.has("firing")) return "firing";
    return states.has("pending") ? "pending" : "inactive";
  }

  /**
   * Takes its alerts a step on.
   * @returns samples of `ALERTS` and `ALERTS_FOR_STATE`
   * @throws QueryError when there is no answer, two series of it have the same labels, or there are too many
   */
  async evaluate(tick: RuleTick): Promise<RuleYield> {
    const options = this.#settings.queryOptions ?? {};
    const answers = await answersOf(this.expression, tick.reader, tick.readAtMs, options);
    this.#advance(await this.#labelled(answers, tick), tick.atMs);
    const active = [...this.#alerts.values()].filter(({ state }) => state !== "resolved");
    if (tick.limit > 0 && active.length > tick.limit) {
      this.#alerts = new Map();
      throw new QueryError(`exceeded limit of ${tick.limit} with ${active.length} alerts`);
    }
    const samples = this.#isRestored ? active.flatMap((alert) => alertSamples(this, alert)) : [];
    return { answers: answers.length, samples };
  }

  /** Those that are to be told of now; they count as told. */
  report(atMs: number, intervalMs: number): ReportedAlert[] {
    const told: ReportedAlert[] = [];
    const alerts = new Map(this.#alerts);
    const generatorUrl = this.#settings.generatorUrl?.(this.spec.expr) ?? "";
    for (const [key, alert] of alerts) {
      if (!needsSending(alert, atMs)) continue;
      alerts.set(key, { ...alert, lastSentMs: atMs });
      told.push(reported(alert, atMs, { intervalMs, generatorUrl }));
    }
    this.#alerts = alerts;
    return told;
  }

  /** Takes over since when its alerts were active in the run before, which ended then. */
  restore(reader: SeriesReader, atMs: number, endOfLastRunMs: number): void {
    this.#isRestored = true;
    const restored = (alert: Alert): Alert => ({
      ...alert,
      activeAtMs: restoredActiveAt(this, alert, reader, { atMs, endOfLastRunMs }) ?? alert.activeAtMs,
    });
    this.#alerts = new Map([...this.#alerts].map(([key, alert]) => [key, restored(alert)]));
  }

  /** Goes on with the alerts of this rule as it was before a reload. */
  takeOver(before: Alerting): void {
    this.#alerts = before.#alerts;
  }

  async #labelled(answers: readonly Answer[], { atMs, reader }: RuleTick): Promise<Map<string, AlertAnswer>> {
    const { name, annotations } = this.spec;
    const context = textContext(name, atMs, reader, this.#settings);
    const found = new Map<string, AlertAnswer>();
    for (const answer of answers) {
      const own = await renderTexts(this.labels, answer, context);
      const labels = labelled(answer.metric, { ...own, alertname: name });
      const texts = await renderTexts(annotations, answer, context);
      found.set(labelsKey("", labels), { labels, annotations: texts, value: answer.value });
    }
    if (found.size === answers.length) return found;
    throw new QueryError("vector contains metrics with the same labelset after applying alert labels");
  }

  #advance(found: ReadonlyMap<string, AlertAnswer>, atMs: number): void {
    if (found.size === 0 && this.#alerts.size === 0) return;
    const next = new Map<string, Alert>();
    for (const [key, before] of this.#alerts) {
      const alert = found.has(key) ? undefined : unanswered(before, atMs, this.spec);
      if (alert !== undefined) next.set(key, alert);
    }
    for (const [key, answer] of found)
      next.set(key, answered(this.#alerts.get(key), answer, atMs, this.spec));
    this.#alerts = next;
  }
}
