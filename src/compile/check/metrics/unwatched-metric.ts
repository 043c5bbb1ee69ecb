import { seriesOf } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { watchedNames } from "./watched.ts";

/** A metric that nobody looks at. */
export const unwatchedMetric: Check = {
  code: "FAROL_METRIC_UNWATCHED",
  level: "note",
  title: "A metric that nothing shows or watches",
  why: "Recording it costs memory and storage, and nobody learns what it says: no alert, panel, mark or objective reads it, nor a recording that one of those reads. That may be as meant, for somebody who asks it by hand.",
  find: (subject) =>
    subject.monitoring.metrics
      .filter((metric) => metric.external !== true)
      .filter((metric) => [...seriesOf(metric).keys()].every((name) => !watchedNames(subject).has(name)))
      .map(({ name, place }) => ({
        place,
        found: name,
        rule: "no alert, panel, mark or objective reads it",
        cure: "Show it in a dashboard, alert on it, or do without it.",
      })),
};
