import { METRIC_NAME } from "../../../model/index.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { cursor, limit } from "../parameter.ts";
import { integer, list, nullable, object, oneOf, text } from "../schema.ts";

export const metricType = oneOf("counter", "gauge", "histogram");

export const metricList = jsonEndpoint({
  path: "/api/v1/monitoring/metrics",
  summary: "The metrics that there are, by name",
  parameters: { limit: limit("Metrics of one page.", 1000, 100), cursor: cursor(METRIC_NAME) },
  schema: object({
    items: list(object({ name: text(), type: metricType, unit: text(), help: text(), series: integer() })),
    nextCursor: nullable(text()),
  }),
  statuses: { 200: "One page of metrics." },
  answer: ({ census, refresh }, { limit, cursor }) => {
    refresh();
    const rest = census.families.filter(({ metric }) => cursor === undefined || metric.name > cursor);
    const page = rest.slice(0, limit);
    const items = page.map(({ metric: { name, type, unit, help }, series }) => {
      return { name, type, unit, help, series: series.length };
    });
    const nextCursor = rest.length > limit ? page.at(-1)!.metric.name : null;
    return { body: { items, nextCursor } };
  },
});
