import type { Deployment } from "../../../model/index.ts";
import { deploymentSchema } from "../deployment-schema.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { cursor, limit } from "../parameter.ts";
import { isRanged, rangeOf, rangeParameters } from "../range.ts";
import { list, nullable, object, text } from "../schema.ts";

export const deploymentList = jsonEndpoint({
  path: "/api/v1/monitoring/deployments",
  summary: "The deployments that are remembered, the latest first: all, or those of a range",
  parameters: {
    ...rangeParameters,
    limit: limit("Events of one page.", 1000, 100),
    cursor: cursor(/^\d{1,16}-\d{1,16}$/),
  },
  schema: object({ items: list(deploymentSchema), nextCursor: nullable(text()) }),
  statuses: { 200: "One page of events." },
  answer: ({ clock, deployments }, values) => {
    const range = isRanged(values) ? rangeOf(values, clock.now()) : EVER;
    const isInRange = ({ atMs }: Deployment) => atMs >= range.startMs && atMs <= range.endMs;
    const found = deployments.list().filter(isInRange).reverse();
    const isBefore = after(values.cursor);
    const rest = found.filter(isBefore);
    const items = rest.slice(0, values.limit);
    return { body: { items, nextCursor: rest.length > items.length ? cursorOf(items.at(-1)!) : null } };
  },
});

const EVER = { startMs: -Infinity, endMs: Infinity };

function cursorOf({ atMs, id }: Deployment): string {
  return `${atMs}-${id}`;
}

/** Whether an event comes after the one that a cursor is of, the latest first. */
function after(cursor: string | undefined): (one: Deployment) => boolean {
  if (cursor === undefined) return () => true;
  const [atMs, id] = cursor.split("-").map(Number) as [number, number];
  return (one) => one.atMs < atMs || (one.atMs === atMs && one.id < id);
}
