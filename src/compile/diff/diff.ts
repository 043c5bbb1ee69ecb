import type { Monitoring } from "../../define/index.ts";
import type { Stack } from "../stack.ts";
import { describeDashboards } from "./describe/dashboards.ts";
import { describeMetrics } from "./describe/metrics.ts";
import { describeObjectives } from "./describe/objectives.ts";
import { describeReceivers } from "./describe/receivers.ts";
import { describeAlerts, describeRecordings } from "./describe/rules.ts";
import type { Described } from "./described.ts";
import { type Readers, readersIn, seriesNamesOf } from "./readers.ts";

/** A definition, with the stack that it is for. */
export interface Definition {
  readonly monitoring: Monitoring;
  readonly stack: Stack;
}

/** What one thing of a definition has become. */
export type Change = Pick<Described, "kind" | "name"> &
  (
    | { readonly did: "add" }
    | { readonly did: "remove"; readonly readers?: Readers }
    | { readonly did: "rename"; readonly to: string; readonly readers?: Readers }
    | { readonly did: "change"; readonly aspects: readonly AspectChange[]; readonly readers?: Readers }
  );

export interface AspectChange {
  readonly aspect: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What a definition has become: what was added, removed, renamed and changed. Of metrics and recordings that are no more
 * what they were, with who reads them: in the definition before, so that it names all that a rename reaches.
 */
export function diffMonitoring(before: Definition, after: Definition): Change[] {
  const readers = readersIn(before.monitoring);
  const names = new Map(before.monitoring.metrics.map((metric) => [metric.name, seriesNamesOf(metric)]));
  const now = describe(after);
  const then = describe(before);
  const renames = changes(then.filter(isSeries), now.filter(isSeries)).filter(({ did }) => did === "rename");
  return changes(underNewNames(then, renames), now).map((change): Change => {
    if (change.did === "add" || !(change.kind === "metric" || change.kind === "recording")) return change;
    const name = bare(change.name);
    return { ...change, readers: readers(names.get(name) ?? [name]) };
  });
}

function isSeries({ kind }: Described): boolean {
  return kind === "metric" || kind === "recording";
}

/** What only follows a rename is no change of its own. */
function underNewNames(described: readonly Described[], renames: readonly Change[]): Described[] {
  const names = new Map(
    renames.flatMap((one) => (one.did === "rename" ? [[bare(one.name), bare(one.to)] as const] : [])),
  );
  if (names.size === 0) return [...described];
  const pattern = new RegExp(`\\b(${[...names.keys()].join("|")})(?=(?:_bucket|_count|_sum)?\\b)`, "g");
  const renamed = (text: string) => text.replace(pattern, (name) => names.get(name)!);
  return described.map((one) => ({
    ...one,
    identity: isSeries(one) ? one.identity : renamed(one.identity),
    aspects: Object.fromEntries(Object.entries(one.aspects).map(([aspect, text]) => [aspect, renamed(text)])),
  }));
}

function describe({ monitoring, stack }: Definition): Described[] {
  const { metrics, rules, objectives, dashboards, routing } = monitoring;
  return [
    ...describeMetrics(metrics),
    ...describeRecordings(rules),
    ...describeAlerts(monitoring, stack),
    ...describeObjectives(objectives),
    ...describeDashboards(dashboards),
    ...describeReceivers(routing),
  ];
}

function changes(before: readonly Described[], after: readonly Described[]): Change[] {
  const now = byKey(after);
  const then = byKey(before);
  const added = after.filter((one) => !then.has(keyOf(one)));
  const removed = before.filter((one) => !now.has(keyOf(one)));
  const renamed = new Map(removed.flatMap((one) => renameOf(one, added)));
  const stayed = before.flatMap((one) => changeOf(one, now.get(keyOf(one))));
  const gone = removed.map((one): Change => {
    const { kind, name } = one;
    const to = renamed.get(one)?.name;
    return to === undefined ? { did: "remove", kind, name } : { did: "rename", kind, name, to };
  });
  const arrivals = new Set(renamed.values());
  const come = added
    .filter((one) => !arrivals.has(one))
    .map(({ kind, name }): Change => ({ did: "add", kind, name }));
  return [...gone, ...stayed, ...come];
}

/** The one thing of its kind that is new and otherwise the same. */
function renameOf(one: Described, added: readonly Described[]): [Described, Described][] {
  const alike = added.filter(({ kind, identity }) => kind === one.kind && identity === one.identity);
  return alike.length === 1 ? [[one, alike[0]!]] : [];
}

function changeOf({ kind, name, aspects }: Described, now: Described | undefined): Change[] {
  if (now === undefined) return [];
  const all = [...new Set([...Object.keys(aspects), ...Object.keys(now.aspects)])];
  const different = all
    .map((aspect) => ({ aspect, from: aspects[aspect] ?? "none", to: now.aspects[aspect] ?? "none" }))
    .filter(({ from, to }) => from !== to);
  return different.length === 0 ? [] : [{ did: "change", kind, name, aspects: different }];
}

function byKey(all: readonly Described[]): ReadonlyMap<string, Described> {
  return new Map(all.map((one) => [keyOf(one), one]));
}

/** A recording's name, without the labels that tell it from others of that name. */
function bare(name: string): string {
  return name.replace(/\{.*$/, "");
}

function keyOf({ kind, name }: Described): string {
  return `${kind} ${name}`;
}
