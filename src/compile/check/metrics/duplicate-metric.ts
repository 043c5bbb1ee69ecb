import type { MetricDeclaration } from "../../../model/index.ts";
import type { Check } from "../check.ts";

/** Two metrics that seem to be one. */
export const duplicateMetric: Check = {
  code: "FAROL_METRIC_TWICE",
  level: "warning",
  title: "Two metrics that are the same but for their unit or number",
  why: "`job_duration_seconds` and `job_duration_milliseconds`, `job_total` and `jobs_total`: one of them is what rules read, the other is what somebody records. The same goes for two metrics that are explained by the same words.",
  find: ({ monitoring }) => {
    const own = monitoring.metrics.filter((metric) => metric.external !== true);
    const named = twice(own, sameName, "their names differ in a unit's size or a plural only");
    const explained = twice(own, ({ help }) => help.toLowerCase(), "both are explained by the same words");
    return [...named, ...explained];
  },
};

function twice(
  metrics: readonly MetricDeclaration[],
  keyOf: (one: MetricDeclaration) => string,
  rule: string,
) {
  return [...Map.groupBy(metrics, keyOf).values()].flatMap(([first, ...others]) =>
    others.map(({ name, place }) => ({
      place,
      found: `${name} and ${first!.name}`,
      rule,
      cure: "Keep one of them, or say in name and help what tells them apart.",
    })),
  );
}

/** Units of one kind under one name. */
const UNITS: readonly (readonly [kind: string, names: RegExp])[] = [
  [
    "time",
    /_(?:seconds?|secs?|milliseconds?|millis|ms|microseconds?|us|nanoseconds?|ns|minutes?|hours?|days?)$/,
  ],
  ["size", /_(?:bytes?|kilobytes?|kb|kib|megabytes?|mb|mib|gigabytes?|gb|gib|bits?)$/],
  ["share", /_(?:ratio|percent|percentage)$/],
];

/** One text for names that mean the same: without the unit's size, in the singular. */
function sameName({ name, type }: MetricDeclaration): string {
  const bare = name.replace(/_total$/, "");
  const [kind, names] = UNITS.find(([, pattern]) => pattern.test(bare)) ?? ["none", /$^/];
  const words = bare.replace(names, "").split("_").map(singular);
  return [type, kind, ...words].join(" ");
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}
