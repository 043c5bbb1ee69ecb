import {
  type Duration,
  type Indicator,
  type Labels,
  type LowTraffic,
  type Objective,
  type Place,
  parseDuration,
  type Runbook,
} from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { burnAlerts } from "./burn-alerts.ts";
import { type BurnWindowSpec, checkBurnWindows, defaultBurnWindows, withFactor } from "./burn-windows.ts";
import { checkObjective } from "./check.ts";
import type { Definition } from "./definition.ts";
import { durationText } from "./duration-text.ts";
import { eventCounters, type ObjectiveEvents } from "./event-counters.ts";
import { recordings } from "./recordings.ts";

export interface ObjectiveCommon {
  /** In small letters, digits and hyphens: the label `slo`, and the beginning of its alerts' names. */
  readonly name: string;
  /** What people read. Default: the name, with a capital. */
  readonly title?: string;
  /** Default: none. */
  readonly description?: string;
  /** Everything that happens. */
  readonly total: ObjectiveEvents | readonly ObjectiveEvents[];
  /** The share that shall be good, such as 0.999. */
  readonly target: number;
  /** The time that the target is about, such as `30d`. */
  readonly period: Duration;
  /** What one bad event among few shall mean. There is no default: it depends on what an event is worth. */
  readonly lowTraffic: LowTraffic;
  readonly runbook: Runbook;
  /** The identifier of the dashboard that shows it. */
  readonly dashboard: string;
  /** Default: the owner of the whole. */
  readonly owner?: string;
  /** The names of what is looked at when its budget burns, in this order. Default: nothing. */
  readonly diagnoses?: readonly string[];
  /** When who is told. Default: four windows that suit the period; see the decision on objectives. */
  readonly burnWindows?: readonly BurnWindowSpec[];
  /** Time between two samples of the counters. Default: 15s */
  readonly scrapeInterval?: Duration;
  /** Labels that real series have, for tests, where they cannot be guessed from the selectors. */
  readonly examples?: readonly Labels[];
}

/** An objective counts its good events or its bad ones. Several counters are added. */
export type ObjectiveSpec = ObjectiveCommon &
  (
    | { readonly good: ObjectiveEvents | readonly ObjectiveEvents[]; readonly bad?: undefined }
    | { readonly bad: ObjectiveEvents | readonly ObjectiveEvents[]; readonly good?: undefined }
  );

/**
 * How much of what happens shall go well. Yields its recordings (`slo:…`) and, for each burn window, an alert that comes
 * with its tests.
 * @throws FarolError FAROL_OBJECTIVE, FAROL_OBJECTIVE_BUDGET, FAROL_OBJECTIVE_EVENTS, FAROL_BURN_WINDOW,
 * FAROL_BURN_UNREACHABLE; its tests, when they are made, FAROL_OBJECTIVE_EXAMPLE
 */
export function objective(spec: ObjectiveSpec): Objective {
  return objectiveAt(placeOfCaller(objective), spec);
}

/** An objective that is defined elsewhere than where this is called. */
export function objectiveAt(place: Place, spec: ObjectiveSpec): Objective {
  const definition = definitionOf(spec, place);
  checkObjective(definition);
  checkBurnWindows(definition);
  return { ...definition, rules: [...recordings(definition), ...burnAlerts(definition)] };
}

function definitionOf(spec: ObjectiveSpec, place: Place): Definition {
  const { title, description = "", scrapeInterval = "15s", burnWindows } = spec;
  const { diagnoses = [], examples = [] } = spec;
  const { name, target, lowTraffic, owner, runbook, dashboard } = spec;
  const period = durationText(parseDuration(spec.period));
  return {
    kind: "objective",
    name,
    title: title ?? titleOf(name),
    description,
    indicator: indicatorOf(spec),
    target,
    // What floating point leaves of 1 - 0.999 is in nobody's mind.
    budget: Number((1 - target).toPrecision(12)),
    period,
    lowTraffic,
    burnWindows: burnWindows?.map((window) => withFactor(window, period)) ?? defaultBurnWindows(period),
    scrapeInterval,
    ...(owner !== undefined && { owner }),
    runbook,
    dashboard,
    diagnoses,
    examples,
    place,
  };
}

function indicatorOf(spec: ObjectiveSpec): Indicator {
  const [counts, events] =
    spec.good === undefined ? (["bad", spec.bad] as const) : (["good", spec.good] as const);
  return { counts, events: eventCounters(events), total: eventCounters(spec.total) };
}

/** What an objective is called when nobody says otherwise: `Checkout latency` for `checkout-latency`. */
export function titleOf(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll("-", " ")}`;
}
