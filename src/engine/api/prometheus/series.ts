import type { Labels } from "../../../model/index.ts";
import { badData, invalidParameter } from "./api-error.ts";
import type { Route } from "./asked.ts";
import { byLabels, metricJson } from "./metric-json.ts";
import { limitOf, optionalRange } from "./parameters.ts";
import { hasSamples, selectorsGiven, visitSeries } from "./selection.ts";
import { truncated } from "./truncated.ts";

const sorted = byLabels((metric: Labels) => metric);

/** The series that selectors are about. */
export const series: Route = {
  takesForm: true,
  costs: true,
  answer: async (asked) => {
    const { given, context } = asked;
    if (!given.has("match[]")) throw badData("no match[] parameter provided");
    const limit = limitOf(given);
    const isThere = hasSamples(context.store, optionalRange(given));
    const selectors = selectorsGiven(given, (reason) => invalidParameter("match[]", reason));
    const found = new Map<number, Labels>();
    await visitSeries(asked, selectors, (one) => {
      if (!found.has(one.id) && isThere(one)) found.set(one.id, { __name__: one.name, ...one.labels });
    });
    const { kept, warnings } = truncated(sorted([...found.values()]), limit);
    return { data: listJson(kept), warnings };
  },
};

function* listJson(metrics: readonly Labels[]): Iterable<string> {
  yield "[";
  for (const [i, metric] of metrics.entries()) yield (i > 0 ? "," : "") + metricJson(metric);
  yield "]";
}
