import type { EventCounter, Labels, MetricDeclaration } from "../../model/index.ts";
import { compileMatcher, type LabelMatcher, parse } from "../../promql/index.ts";
import { regexSamples } from "./regex-samples.ts";

/** What a selector asks for, read from its text. */
export interface Asked {
  readonly series: string;
  readonly metric: MetricDeclaration;
  readonly matchers: readonly LabelMatcher[];
}

export function askedBy({ text, metric }: EventCounter): Asked {
  const selector = parse(text);
  if (selector.kind !== "selector") throw new TypeError(`${text} is no selector`);
  return { series: selector.name ?? "", metric, matchers: selector.matchers };
}

/** Whether a series with these labels is among those asked for. */
export function isAsked({ series, matchers }: Asked, name: string, labels: Labels): boolean {
  return (
    series === name && matchers.every((one) => compileMatcher(one, "v3").matches(labels[one.label] ?? ""))
  );
}

/** Whatever a label that nothing is said of may be. */
const ANY = "any";

/** The label sets that come into question for a series that `within` asks for, as `others` may tell them apart. */
export function* candidates(
  within: Asked,
  others: readonly Asked[],
  examples: readonly Labels[],
): Generator<Labels> {
  const matchers = [within, ...others].flatMap((asked) => asked.matchers);
  const told = new Set(matchers.map(({ label }) => label));
  const known = Object.keys(within.metric.labels);
  const names = [...new Set([...known, ...within.matchers.map(({ label }) => label)])];
  const choices = names.map((name) => {
    const domain = within.metric.labels[name];
    const closed = Array.isArray(domain) ? (domain as readonly string[]) : undefined;
    if (!told.has(name)) return [closed?.[0] ?? ANY];
    return closed ?? openChoices(name, matchers, examples);
  });
  yield* product(names, choices);
}

function openChoices(name: string, matchers: readonly LabelMatcher[], examples: readonly Labels[]): string[] {
  const fromMatchers = matchers
    .filter(({ label }) => label === name)
    .flatMap(({ op, value }) => (op.endsWith("~") ? regexSamples(value) : [value]));
  const fromExamples = examples.flatMap((labels) => labels[name] ?? []);
  return [...new Set([...fromExamples, ...fromMatchers, ANY])];
}

function* product(names: readonly string[], choices: readonly (readonly string[])[]): Generator<Labels> {
  const [name, ...rest] = names;
  if (name === undefined) return yield {};
  for (const value of choices[0]!) {
    for (const labels of product(rest, choices.slice(1)))
      yield value === "" ? labels : { [name]: value, ...labels };
  }
}
