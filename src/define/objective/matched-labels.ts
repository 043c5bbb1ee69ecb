import type {
  EventCounter,
  Labels,
  MetricDeclaration,
  SelectorMatcher,
  SelectorReader,
} from "../../model/index.ts";
import { regexSamples } from "./regex-samples.ts";

/** What a selector asks for, read from its text. */
export interface Asked {
  readonly series: string;
  readonly metric: MetricDeclaration;
  readonly matchers: readonly SelectorMatcher[];
}

export function askedBy({ text, metric }: EventCounter, readSelector: SelectorReader): Asked {
  const { name, matchers } = readSelector(text);
  return { series: name ?? "", metric, matchers };
}

/** Whether a series with these labels is among those asked for. */
export function isAsked({ series, matchers }: Asked, name: string, labels: Labels): boolean {
  return series === name && matchers.every(({ label, matches }) => matches(labels[label] ?? ""));
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
    const possible = within.metric.knownValues?.[name];
    if (!told.has(name)) return [closed?.[0] ?? possible?.[0] ?? ANY];
    return closed ?? openChoices(name, matchers, examples, possible);
  });
  yield* product(names, choices);
}

function openChoices(
  name: string,
  matchers: readonly SelectorMatcher[],
  examples: readonly Labels[],
  possible: readonly string[] | undefined,
): string[] {
  const fromMatchers = matchers
    .filter(({ label }) => label === name)
    .flatMap(({ op, value }) => (op.endsWith("~") ? regexSamples(value) : [value]));
  const fromExamples = examples.flatMap((labels) => labels[name] ?? []);
  const guessed = [...fromExamples, ...fromMatchers].filter((value) => possible?.includes(value) ?? true);
  return [...new Set([...guessed, ...(possible ?? [ANY])])];
}

function* product(names: readonly string[], choices: readonly (readonly string[])[]): Generator<Labels> {
  const [name, ...rest] = names;
  if (name === undefined) return yield {};
  for (const value of choices[0]!) {
    for (const labels of product(rest, choices.slice(1)))
      yield value === "" ? labels : { [name]: value, ...labels };
  }
}
