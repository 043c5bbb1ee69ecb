import type { Deployment } from "../../../model/index.ts";
import { deploymentSchema } from "../deployment-schema.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { nextCursor, pageOf, pageParameters, stretchOf } from "../page.ts";
import { isRanged, rangeOf, rangeParameters } from "../range.ts";
import { list, object } from "../schema.ts";

export const deploymentList = jsonEndpoint({
  path: "/api/v1/monitoring/deployments",
  summary: "The deployments that are remembered, the latest first: all, or those of a range",
  parameters: { ...rangeParameters, ...pageParameters("Events", 1000, 100) },
  schema: object({ items: list(deploymentSchema), nextCursor }),
  statuses: { 200: "One page of events." },
  answer: ({ clock, deployments }, values) => {
    const range = isRanged(values) ? rangeOf(values, clock.now()) : EVER;
    const isInRange = ({ atMs }: Deployment) => atMs >= range.startMs && atMs <= range.endMs;
    const found = deployments.list().filter(isInRange).reverse();
    return { body: pageOf(values, timeOf, (stretch) => stretchOf(found, timeOf, stretch)) };
  },
});

const EVER = { startMs: -Infinity, endMs: Infinity };

function timeOf({ atMs }: Deployment): number {
  return atMs;
}
