import type { TimeRange } from "../../../model/index.ts";
import { asked } from "../asked.ts";
import type { Context } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { rangeOf, rangeParameters } from "../range.ts";
import { integer, list, nullable, number, object, oneOf, text } from "../schema.ts";

export const cacheStatus = jsonEndpoint({
  path: "/api/v1/monitoring/cache/status",
  summary: "How each cache did over a range, and how it stands now",
  parameters: rangeParameters,
  schema: object({
    range: object({ startMs: number(), endMs: number() }),
    caches: list(
      object({
        name: text(),
        hits: number(),
        misses: number(),
        hitRatio: nullable(number()),
        sets: number(),
        evictions: number(),
        errors: number(),
        layers: list(
          object(
            { name: text(), status: oneOf("ok", "failed"), detail: text() },
            { entries: integer("Where the layer knows it.") },
          ),
        ),
      }),
    ),
  }),
  statuses: { 200: "Caches that are watched; none when there is none." },
  problems: ["FAROL_APPLICATION_FAILED", "FAROL_APPLICATION_SILENT"],
  answer: async (context, values) => {
    const range = rangeOf(values, context.clock.now());
    const grown = growthOf(context, range);
    const standing = (await asked(context, "cacheStatus", null)).flat();
    const caches = standing.map(({ name, layers }) => {
      const [hits, misses] = [grown("hits", name), grown("misses", name)];
      const hitRatio = hits + misses === 0 ? null : hits / (hits + misses);
      const [sets, evictions, errors] = [
        grown("sets", name),
        grown("evictions", name),
        grown("errors", name),
      ];
      return { name, hits, misses, hitRatio, sets, evictions, errors, layers };
    });
    return { body: { range, caches } };
  },
});

/** How much a counter of one cache grew over the range. */
function growthOf({ history }: Context, range: TimeRange) {
  const kinds = ["hits", "misses", "sets", "evictions", "errors"] as const;
  const byKind = new Map(
    kinds.map((kind) => {
      const columns = history.increase({ name: `cache_${kind}_total`, by: ["cache"] }, range);
      return [kind, new Map(columns.map(({ labels, values }) => [labels.cache, values[0]!]))];
    }),
  );
  return (kind: (typeof kinds)[number], cache: string) => byKind.get(kind)?.get(cache) || 0;
}
