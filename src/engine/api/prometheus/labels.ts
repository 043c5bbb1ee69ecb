import type { Series } from "../../../model/index.ts";
import { goQuote } from "../../../promql/index.ts";
import { badData } from "./api-error.ts";
import { type Answer, type Asked, type Route, whole } from "./asked.ts";
import { limitOf, optionalRange } from "./parameters.ts";
import { hasSamples, selectorsGiven, visitSeries } from "./selection.ts";
import { truncated } from "./truncated.ts";

/** The names of labels. */
export const labelNames: Route = {
  takesForm: true,
  costs: true,
  answer: (asked) =>
    collected(asked, ({ labels }) => [
      "__name__",
      ...Object.keys(labels).filter((label) => labels[label] !== ""),
    ]),
};

/** The values of a label. */
export const labelValues: Route = {
  takesForm: false,
  costs: true,
  answer: (asked) => {
    const { label } = asked;
    if (!label.isWellFormed() || label === "") throw badData(`invalid label name: ${goQuote(label)}`);
    if (label === "__name__") return collected(asked, ({ name }) => [name]);
    return collected(asked, ({ labels }) => labels[label] || []);
  },
};

/** All different texts that series have, sorted. Only a series that has a new one is asked for its samples. */
async function collected(
  asked: Asked,
  textsOf: (series: Series) => string | readonly string[],
): Promise<Answer> {
  const limit = limitOf(asked.given);
  const isThere = hasSamples(asked.context.store, optionalRange(asked.given));
  const found = new Set<string>();
  await visitSeries(asked, selectorsGiven(asked.given, badData), (series) => {
    const fresh = [textsOf(series)].flat().filter((text) => !found.has(text));
    if (fresh.length > 0 && isThere(series)) for (const text of fresh) found.add(text);
  });
  const { kept, warnings } = truncated([...found].sort(), limit);
  return whole(kept, { warnings });
}
