import { FarolError, type Labels } from "../../model/index.ts";
import { type AlertData, renderAlert } from "./alert-rendering.ts";
import { parseTemplate } from "./alert-template.ts";
import { Budget } from "./budget.ts";
import type { GoFunction } from "./dialect.ts";
import { taking } from "./functions/taking.ts";
import { MAX_QUERIES } from "./limits.ts";
import { Interruption, TemplateFailure } from "./template-failure.ts";
import { Sample, type Value } from "./value.ts";

/** One of the series that an expression answers. */
export interface TemplateSample {
  readonly labels: Labels;
  readonly value: number;
}

/** An alert whose templates are rendered where its rule is evaluated. */
export interface ExpandedAlert extends AlertData {
  /** The alert's name, which errors name. */
  readonly name: string;
  /** Wall time of the evaluation in milliseconds. */
  readonly atMs: number;
  /** Answers `query`. Where it rejects, the template ends in its error. Default: `query` ends in an error. */
  readonly query?: (expr: string, atMs: number) => Promise<readonly TemplateSample[]>;
}

/**
 * Renders a summary, a description or a label of an alert as Prometheus does, with an error's text in its place where
 * that fails. Never throws or rejects. The text comes at once, unless the template queries.
 */
export function expandTemplate(template: string, alert: ExpandedAlert): string | Promise<string> {
  const expansion = new Expansion(template, alert);
  const result = expansion.render();
  return typeof result === "string" ? result : expansion.renderAsking(result);
}

/** Ends a rendering that needs an answer first. */
class Unanswered extends Interruption {
  override readonly name = "Unanswered";
  readonly expr: string;

  constructor(expr: string) {
    super(`nobody asked ${expr} yet`);
    this.expr = expr;
  }
}

/** Renders again with each answer: what was asked before is known then, and all renderings share one budget. */
class Expansion {
  readonly #template: string;
  readonly #alert: ExpandedAlert;
  readonly #answers = new Map<string, readonly TemplateSample[] | Error>();
  readonly #budget = new Budget();
  readonly #asking: Readonly<Record<string, GoFunction<Value>>>;

  constructor(template: string, alert: ExpandedAlert) {
    this.#template = template;
    this.#alert = alert;
    this.#asking = {
      now: taking([], () => alert.atMs / 1000),
      ...(alert.query && { query: taking(["string"], (expr: string) => this.#answer(expr)) }),
    };
  }

  render(): string | Unanswered {
    try {
      return renderAlert(parseTemplate(this.#template), this.#alert, this.#asking, this.#budget);
    } catch (error) {
      return error instanceof Unanswered ? error : errorText(error as Error, `__alert_${this.#alert.name}`);
    }
  }

  async renderAsking(unanswered: Unanswered): Promise<string> {
    let result: string | Unanswered = unanswered;
    while (typeof result !== "string") {
      await this.#ask(result.expr);
      result = this.render();
    }
    return result;
  }

  async #ask(expr: string): Promise<void> {
    try {
      this.#answers.set(expr, await this.#alert.query!(expr, this.#alert.atMs));
    } catch (error) {
      this.#answers.set(expr, error instanceof Error ? error : new Error(String(error)));
    }
  }

  #answer(expr: string): readonly Sample[] {
    const answer = this.#answers.get(expr);
    if (answer === undefined && this.#answers.size === MAX_QUERIES)
      throw new Error(`a template asks at most ${MAX_QUERIES} queries`);
    if (answer === undefined) throw new Unanswered(expr);
    if (answer instanceof Error) throw answer;
    this.#budget.take(answer.length);
    return answer.map(({ labels, value }) => new Sample(labels, value));
  }
}

function errorText(error: Error, name: string): string {
  const isUnread = error instanceof FarolError;
  const read = error instanceof TemplateFailure ? error.ofTemplate(name) : error.message;
  const text = isUnread ? `template: ${name}: ${error.fault.rule}` : read;
  return `<error expanding template: error ${isUnread ? "parsing" : "executing"} template ${name}: ${text}>`;
}
