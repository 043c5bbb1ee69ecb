import { counter } from "../../../define/index.ts";
import { unboundedLabel } from "../../../model/index.ts";
import { post } from "../post.fixture.ts";

const parcels = (maxSeries: number) =>
  counter({
    name: "parcels_total",
    help: "Parcels that were sent.",
    labels: { size: ["small", "large"], office: unboundedLabel },
    maxSeries,
  });

export const fails = post({}, { metrics: [...post().metrics, parcels(10)] });

export const passes = post({}, { metrics: [...post().metrics, parcels(1000)] });
