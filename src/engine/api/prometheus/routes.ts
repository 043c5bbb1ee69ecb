import type { Route } from "./asked.ts";
import { queryExemplars } from "./exemplars.ts";
import { formatQuery, parseQuery } from "./expressions.ts";
import { labelNames, labelValues } from "./labels.ts";
import { metadata } from "./metadata.ts";
import { query, queryRange } from "./query.ts";
import { alerts, rules } from "./rules.ts";
import { series } from "./series.ts";
import { buildInfo, config, flags, runtimeInfo } from "./status.ts";
import { targets } from "./targets.ts";
import { tsdbStatus } from "./tsdb-status.ts";

/** What Prometheus' API has and Farol answers, by its path below `/api/v1/`. */
const ROUTES: Readonly<Record<string, Route>> = {
  query,
  query_range: queryRange,
  query_exemplars: queryExemplars,
  format_query: formatQuery,
  parse_query: parseQuery,
  series,
  labels: labelNames,
  metadata,
  rules,
  alerts,
  targets,
  "status/buildinfo": buildInfo,
  "status/runtimeinfo": runtimeInfo,
  "status/config": config,
  "status/flags": flags,
  "status/tsdb": tsdbStatus,
};

const LABEL_VALUES = /^label\/([^/]+)\/values$/;

/** What is at a path, and the label that the path names. */
export function findRoute(path: string): { readonly route: Route; readonly label: string } | undefined {
  const [, label] = LABEL_VALUES.exec(path) ?? [];
  if (label !== undefined) return { route: labelValues, label: decodeURIComponent(label) };
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  return route && { route, label: "" };
}
