import { treeOf } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import { type AlertRule, FarolError } from "../../model/index.ts";
import { ANY_LABELS, type Catalogue, infer, type LabelSet } from "../../promql/index.ts";
import { type RunbookPages, runbookPages } from "../runbooks/pages.ts";
import type { Stack } from "../stack.ts";
import { type Known, known, TARGET_LABELS } from "./known.ts";
import { originsOf } from "./origins.ts";
import type { Origin, Use } from "./use.ts";

/** What a definition only names, and where it lies. */
export interface CheckOptions {
  /** The files that become the routing's folder of secrets. Default: none are looked for. */
  readonly secretsFolder?: string;
  /** What the running service answers at `/metrics`. Default: it is not asked. */
  readonly exposition?: string;
}

/** An expression that no version of Prometheus takes. */
export interface BrokenUse extends Pick<Use, "origin" | "what" | "expression"> {
  readonly error: FarolError;
}

/** A definition as checks look at it. */
export interface Subject {
  readonly monitoring: Monitoring;
  readonly stack: Stack;
  readonly options: CheckOptions;
  /** What is known of series by their name: metrics of this monitoring, external ones, recordings, Prometheus' own. */
  readonly catalogue: Catalogue;
  /** Every name that it knows. */
  readonly seriesNames: ReadonlySet<string>;
  /** Every expression that can be read, with whose it is. */
  readonly uses: readonly Use[];
  readonly broken: readonly BrokenUse[];
  /** The pages of its folders of runbooks; read when they are first asked for. */
  readonly pages: RunbookPages;
  /** The labels that an alert's expression leaves it, those of the rule itself left out. */
  labelsOf(alert: AlertRule): LabelSet;
}

export function subjectOf(monitoring: Monitoring, stack: Stack, options: CheckOptions): Subject {
  const { catalogue, names: seriesNames }: Known = known(monitoring);
  const uses: Use[] = [];
  const broken: BrokenUse[] = [];
  for (const origin of originsOf(monitoring)) {
    try {
      uses.push(readUse(origin, catalogue));
    } catch (error) {
      if (!(error instanceof FarolError)) throw error;
      broken.push({ ...origin, error });
    }
  }
  const labels = new Map(uses.map(({ origin, tree, facts }) => [ruleOf(origin), facts.get(tree)?.labels]));
  const labelsOf = (alert: AlertRule) => labels.get(alert) ?? ANY_LABELS;
  let pages: RunbookPages | undefined;
  return {
    ...{ monitoring, stack, options, catalogue, seriesNames, uses, broken, labelsOf },
    get pages() {
      pages ??= runbookPages(monitoring.runbooks);
      return pages;
    },
  };
}

function readUse(origin: Omit<Use, "tree" | "facts">, catalogue: Catalogue): Use {
  const tree = treeOf(origin.expression);
  return { ...origin, tree, facts: infer(tree, catalogue, { targetLabels: TARGET_LABELS }) };
}

function ruleOf(origin: Origin): AlertRule | undefined {
  return origin.kind === "alert" ? origin.alert : undefined;
}
