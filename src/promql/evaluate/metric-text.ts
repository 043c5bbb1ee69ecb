import type { Labels } from "../../model/index.ts";
import { goQuote } from "../go-quote.ts";
import { METRIC_NAME_LABEL } from "./value.ts";

/** A metric as Prometheus writes it in messages: `{__name__="up", job="reviews"}`. */
export function metricText(metric: Labels): string {
  const pairs = Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([label, value]) => `${label}=${goQuote(value)}`).join(", ")}}`;
}

/** As it stands in answers: `up{job="reviews"}`. */
export function seriesText(metric: Labels): string {
  const { [METRIC_NAME_LABEL]: name = "", ...labels } = metric;
  const text = metricText(labels);
  return name !== "" && text === "{}" ? name : name + text;
}
