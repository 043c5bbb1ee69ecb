import type { TestSeries } from "../../../model/index.ts";
import type { RuleGroupSpec } from "../../rule-file/rule-group-spec.ts";
import type { RuleSettings } from "../rule-settings.ts";
import { RunningGroup } from "../running-group.ts";
import { TickOverlay } from "../tick-overlay.ts";
import { InputSeries } from "./input-series.ts";
import { ReplayedStore } from "./replayed-store.ts";

/** Series that are given to rules, and how often those are evaluated: from the epoch on, as promtool does. */
export interface ReplaySpec {
  readonly input: readonly TestSeries[];
  /** Time between two samples. */
  readonly intervalMs: number;
  readonly evaluationIntervalMs: number;
  /** Names of groups in the order of evaluation; any other is evaluated with the first. Default: in the order given */
  readonly groupOrder?: readonly string[];
}

/** What there is after an evaluation of all groups. */
export interface ReplayedTick {
  readonly atMs: number;
  readonly groups: readonly RunningGroup[];
  readonly store: ReplayedStore;
}

/**
 * Evaluates groups over series, tick by tick, until `untilMs`.
 * @throws Error for input that is no series; PromqlError for expressions that cannot be read
 */
export async function* replay(
  specs: readonly RuleGroupSpec[],
  { input, intervalMs, evaluationIntervalMs, groupOrder = [] }: ReplaySpec,
  untilMs: number,
  settings: RuleSettings = {},
): AsyncGenerator<ReplayedTick> {
  const series = input.map((one) => new InputSeries(one));
  const groups = inOrder(specs, groupOrder).map(
    (spec) => new RunningGroup(spec, { intervalMs, ...settings }),
  );
  const store = new ReplayedStore();
  let loaded = 0;
  for (let atMs = 0; atMs <= untilMs; atMs += evaluationIntervalMs) {
    const overlay = new TickOverlay(store, store);
    for (; loaded * intervalMs <= atMs; loaded++) {
      const timestampMs = loaded * intervalMs;
      for (const one of series)
        one.load(loaded, timestampMs, store, timestampMs === atMs ? overlay : undefined);
    }
    for (const group of groups) await group.evaluate(atMs, overlay);
    store.append(overlay.samples);
    yield { atMs, groups, store };
  }
}

function inOrder(specs: readonly RuleGroupSpec[], order: readonly string[]): RuleGroupSpec[] {
  const rank = ({ name }: RuleGroupSpec) => Math.max(0, order.indexOf(name));
  return specs.toSorted((a, b) => rank(a) - rank(b));
}
