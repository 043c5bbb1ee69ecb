import type { Labels, SeriesReader } from "../../model/index.ts";
import { readRuleExpression } from "../rule-file/rule-expression.ts";
import { type ExpandedAlert, expandTemplate } from "../template/expand.ts";
import { type Answer, answersOf } from "./answer.ts";
import type { RuleSettings } from "./rule-settings.ts";

/** What the templates of a rule's alerts are rendered with, beside their labels and values. */
export type TextContext = Omit<ExpandedAlert, "labels" | "value">;

/** @param name The alert's name, as errors in texts name it. */
export function textContext(
  name: string,
  atMs: number,
  reader: SeriesReader,
  { externalLabels = {}, externalUrl = "", queryOptions = {} }: RuleSettings,
): TextContext {
  const query = async (expr: string, askedAtMs: number) => {
    const expression = readRuleExpression(expr, queryOptions.semantics ?? "v3");
    const answers = await answersOf(expression, reader, askedAtMs, queryOptions);
    return answers.map(({ metric: labels, value }) => ({ labels, value }));
  };
  return { name, atMs, externalLabels, externalUrl, query };
}

/** Renders labels or annotations of an alert. As in Prometheus, an error stands where the text would. */
export async function renderTexts(
  templates: Labels,
  { metric: labels, value }: Answer,
  context: TextContext,
): Promise<Labels> {
  const texts: Record<string, string> = {};
  for (const [name, template] of Object.entries(templates))
    texts[name] = template.includes("{{")
      ? await expandTemplate(template, { ...context, labels, value })
      : template;
  return texts;
}
