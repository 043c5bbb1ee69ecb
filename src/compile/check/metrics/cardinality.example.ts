import { histogram } from "../../../define/index.ts";
import { post } from "../post.fixture.ts";

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));

const wait = (maxSeries: number) =>
  histogram({
    name: "stamping_duration_seconds",
    help: "From a letter's arrival to its stamp.",
    labels: { kind: ["bill", "news"], hour: hours },
    maxSeries,
  });

export const fails = post({}, { metrics: [...post().metrics, wait(40)] });

export const passes = post({}, { metrics: [...post().metrics, wait(50)] });
