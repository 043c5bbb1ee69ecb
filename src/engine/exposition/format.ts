import type { Metric } from "../slab/family.ts";
import { escapeHelp } from "./escape.ts";

/** What tells the two text formats apart. */
export interface Format {
  readonly contentType: string;
  /** The lines above a family's samples. */
  head(metric: Metric): string;
  /** How the bound of a bucket is written, given as Go writes it. */
  bound(le: string): string;
  readonly exemplars: boolean;
  /** What stands below everything. */
  readonly end: string;
}

/** Prometheus' text format. */
export const TEXT_0_0_4: Format = {
  contentType: "text/plain; version=0.0.4; charset=utf-8",
  head: ({ name, type, help }) => `# HELP ${name} ${escapeHelp(help, false)}\n# TYPE ${name} ${type}\n`,
  bound: (le) => le,
  exemplars: false,
  end: "",
};

/** OpenMetrics: a counter's family has no `_total`, a unit is named, bounds are floats, observations have examples. */
export const OPENMETRICS_1_0: Format = {
  contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
  head: openMetricsHead,
  // OpenMetrics 1.0, "Considerations: canonical numbers": 1.0, not 1.
  bound: (le) => (/^-?\d+$/.test(le) ? `${le}.0` : le),
  exemplars: true,
  end: "# EOF\n",
};

function openMetricsHead({ name, type, help, unit }: Metric): string {
  const family = type === "counter" ? name.replace(/_total$/, "") : name;
  // A unit must be the family's ending; otherwise it is left out.
  const unitLine = family.endsWith(`_${unit}`) ? `# UNIT ${family} ${unit}\n` : "";
  return `# TYPE ${family} ${type}\n${unitLine}# HELP ${family} ${escapeHelp(help, true)}\n`;
}
