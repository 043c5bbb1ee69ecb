import { type BurnWindow, type Duration, FarolError, parseDuration } from "../../model/index.ts";
import type { Definition } from "./definition.ts";

/** An alert on how fast the budget burns, of which the factor follows. */
export type BurnWindowSpec = Omit<BurnWindow, "factor">;

/** The four windows of Google's SRE workbook (chapter 5), which is about months. */
const MONTH: readonly BurnWindowSpec[] = [
  { severity: "critical", share: 0.02, long: "1h", short: "5m" },
  { severity: "critical", share: 0.05, long: "6h", short: "30m" },
  { severity: "warning", share: 0.1, long: "1d", short: "2h" },
  { severity: "warning", share: 0.1, long: "3d", short: "6h" },
];
/** Of a smaller budget the same burning takes a greater share: those that Sloth gives for seven days. */
const WEEK: readonly BurnWindowSpec[] = [
  { severity: "critical", share: 0.08, long: "1h", short: "5m" },
  { severity: "critical", share: 0.125, long: "6h", short: "30m" },
  { severity: "warning", share: 0.2, long: "1d", short: "2h" },
  { severity: "warning", share: 0.42, long: "3d", short: "6h" },
];
/** And within a day. */
const DAY: readonly BurnWindowSpec[] = [
  { severity: "critical", share: 0.3, long: "1h", short: "5m" },
  { severity: "critical", share: 0.4, long: "3h", short: "15m" },
  { severity: "warning", share: 0.5, long: "6h", short: "30m" },
  { severity: "warning", share: 0.6, long: "12h", short: "1h" },
];
/** Who is slower than that does not use up the budget: nothing to tell. */
const LEAST_FACTOR = 0.9;

/**
 * The windows for a period whose factors all mean something: of a month, a week or a day.
 * None for periods under 18 hours, in which four windows have no room.
 */
export function defaultBurnWindows(period: Duration): readonly BurnWindow[] {
  const all = [MONTH, WEEK, DAY].map((windows) => windows.map((window) => withFactor(window, period)));
  return all.find((windows) => windows.every(({ factor }) => factor >= LEAST_FACTOR)) ?? [];
}

/** `share * period / long`. */
export function withFactor(window: BurnWindowSpec, period: Duration): BurnWindow {
  const factor = (window.share * parseDuration(period)) / parseDuration(window.long);
  return { ...window, factor: Number(factor.toPrecision(12)) };
}

/** Windows are sums of tiles of that length. */
export const TILE_MS = 5 * 60_000;

/**
 * Refuses windows that could not work.
 * @throws FarolError FAROL_BURN_WINDOW, FAROL_BURN_UNREACHABLE
 */
export function checkBurnWindows({ name, period, budget, burnWindows }: Definition): void {
  const isTwice = new Set(burnWindows.map(({ long }) => parseDuration(long))).size < burnWindows.length;
  if (isTwice) throw badWindow(name, "long windows differ, since they name the alerts");
  for (const window of burnWindows) {
    const fault = faultOf(window, period);
    if (fault !== undefined) throw badWindow(`${name}, ${window.long}`, fault);
    if (window.factor * budget >= 1) throw unreachable({ name, period, budget }, window);
  }
}

function faultOf({ share, long, short }: BurnWindow, period: Duration): string | undefined {
  const [longMs, shortMs] = [parseDuration(long), parseDuration(short)];
  if (longMs > parseDuration(period)) return "the long window is no longer than the period";
  if (shortMs >= longMs) return "the short window is shorter than the long one";
  if (shortMs === 0 || longMs % TILE_MS > 0 || shortMs % TILE_MS > 0)
    return "windows are multiples of 5m, of which they are summed";
  return share > 0 && share <= 1 ? undefined : "the share of the budget is above 0 and at most 1";
}

function badWindow(found: string, rule: string): FarolError {
  return new FarolError({
    code: "FAROL_BURN_WINDOW",
    found: `the burn windows of ${found}`,
    rule,
    cure: "Mend burnWindows, or leave it out for the usual ones.",
  });
}

function unreachable(
  { name, period, budget }: Pick<Definition, "name" | "period" | "budget">,
  { factor, share, long }: BurnWindow,
): FarolError {
  const needed = Number((factor * budget * 100).toPrecision(3));
  const reachable = Number((1 / factor).toPrecision(3));
  return new FarolError({
    code: "FAROL_BURN_UNREACHABLE",
    found: `objective ${name}, whose alert over ${long} waits for ${factor} times its budget of ${budget}`,
    rule: `${share * 100} % of the budget of ${period} burn within ${long} when ${needed} % of all events are bad, and more than all cannot be`,
    cure: `Raise the target, so that the budget is under ${reachable}, or give burnWindows with a smaller share or a longer window.`,
  });
}
