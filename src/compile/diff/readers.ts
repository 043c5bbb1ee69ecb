import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isAlert, isRecording, treeOf } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import type { Expression, MetricDeclaration, RecordingRule } from "../../model/index.ts";
import { metricName, selectorsOf, type VectorSelector } from "../../promql/index.ts";
import { mayRead } from "../may-read.ts";
import { panelName } from "./describe/dashboards.ts";

/** Who reads some series, by name. */
export interface Readers {
  readonly alerts: readonly string[];
  readonly panels: readonly string[];
  readonly objectives: readonly string[];
  /** The pages that mention them. */
  readonly runbooks: readonly string[];
}

/** One that reads, and the names of all series that it reads. */
interface Reader {
  readonly kind: keyof Readers;
  readonly name: string;
  readonly reads: ReadonlySet<string>;
}

/** Answers who reads a metric or a recording, be it through recordings. */
export function readersIn(monitoring: Monitoring): (seriesNames: readonly string[]) => Readers {
  const readers = [...ofExpressions(monitoring), ...ofObjectives(monitoring), ...ofPages(monitoring)];
  return (seriesNames) => {
    const named = (kind: keyof Readers) => [
      ...new Set(
        readers
          .filter((one) => one.kind === kind && seriesNames.some((name) => one.reads.has(name)))
          .map(({ name }) => name),
      ),
    ];
    return {
      alerts: named("alerts"),
      panels: named("panels"),
      objectives: named("objectives"),
      runbooks: named("runbooks"),
    };
  };
}

/** The names under which a metric's series are read. */
export function seriesNamesOf({ name, type }: MetricDeclaration): string[] {
  return type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name];
}

function ofExpressions({ rules, dashboards }: Monitoring): Reader[] {
  const recordings = Map.groupBy(rules.filter(isRecording), ({ name }) => name);
  const namesIn = (expr: Expression, found = new Set<string>(), read = new Set<RecordingRule>()) => {
    for (const selector of selectorsIn(expr)) {
      const name = metricName(selector);
      if (name === undefined) continue;
      found.add(name);
      for (const recording of recordings.get(name) ?? []) {
        if (read.has(recording) || !mayRead(selector, recording)) continue;
        read.add(recording);
        namesIn(recording.expr, found, read);
      }
    }
    return found;
  };
  const alerts = rules
    .filter(isAlert)
    .map(({ name, expr }): Reader => ({ kind: "alerts", name, reads: namesIn(expr) }));
  const panels = dashboards.flatMap((dashboard) =>
    dashboard.panels.flatMap(({ title, queries }) =>
      queries.map(
        ({ expr }): Reader => ({
          kind: "panels",
          name: panelName(title, dashboard.title),
          reads: namesIn(expr),
        }),
      ),
    ),
  );
  return [...alerts, ...panels];
}

function ofObjectives({ objectives }: Monitoring): Reader[] {
  return objectives.map(({ name, indicator }) => {
    const counters = [...indicator.events, ...indicator.total];
    return {
      kind: "objectives",
      name,
      reads: new Set(counters.flatMap(({ metric }) => seriesNamesOf(metric))),
    };
  });
}

function ofPages({ runbooks }: Monitoring): Reader[] {
  return runbooks
    .map((folder) => fileURLToPath(folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      globSync("*.md", { cwd: folder }).map((page) => ({
        kind: "runbooks" as const,
        name: page,
        reads: new Set(readFileSync(`${folder}/${page}`, "utf8").match(/[a-zA-Z_:][\w:]*/g)),
      })),
    );
}

function selectorsIn(expr: Expression): readonly VectorSelector[] {
  try {
    return selectorsOf(treeOf(expr));
  } catch {
    return [];
  }
}
