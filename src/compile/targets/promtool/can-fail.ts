import {
  type AlertRule,
  type AlertTest,
  FarolError,
  parseDuration,
  type RecordingRule,
  type TestMoment,
} from "../../../model/index.ts";
import { everythingReadBy, firstSample, metricOf } from "./input.ts";

/**
 * Refuses a test that would pass whatever the alert says, or that does not show what it says it shows.
 * @param recordings all of them, of which the alert may read some
 * @throws FarolError FAROL_ALERT_TEST
 */
export function checkCanFail(alert: AlertRule, test: AlertTest, recordings: readonly RecordingRule[]): void {
  const names = everythingReadBy(alert.expr, recordings);
  const reason = whyItCannotFail(alert, test, names.size > 0) ?? inputFault(names, test);
  if (reason === undefined) return;
  const { file, line } = test.place;
  throw new FarolError({
    code: "FAROL_ALERT_TEST",
    found: `test "${test.name}" of ${alert.name} (${file}:${line})`,
    rule: `a test can fail, and shows what it says: ${reason}`,
    cure: "Mend the test's input, its moments, or what it says that it shows.",
  });
}

/**
 * What is wrong with a test by itself, whatever its alert reads; undefined if nothing is.
 * @param readsSeries Whether the alert reads any; one that always fires, such as a heartbeat, needs no input.
 */
export function whyItCannotFail(alert: AlertRule, test: AlertTest, readsSeries: boolean): string | undefined {
  if (readsSeries && test.input.length === 0) return "there is no input series";
  return momentFault(alert, test) ?? showsFault(test);
}

function inputFault(names: ReadonlySet<string | undefined>, { input }: AlertTest) {
  const isRead =
    names.size === 0 || names.has(undefined) || input.some((series) => names.has(metricOf(series)));
  return isRead ? undefined : `the alert reads none of ${[...new Set(input.map(metricOf))].join(", ")}`;
}

function momentFault(alert: AlertRule, test: AlertTest): string | undefined {
  if (test.expect.length === 0) return "there is no moment at which anything is expected";
  const firsts = test.input.map(firstSample).filter((index) => index !== undefined);
  const firstMs = Math.min(...firsts) * parseDuration(test.interval);
  const early = test.expect.find((moment) => isSilent(moment) && parseDuration(moment.at) < firstMs);
  if (early !== undefined) return `at ${early.at} there is no sample yet`;
  const forMs = parseDuration(alert.for ?? "0s");
  const waits = test.shows === "silent" && test.expect.every(({ at }) => parseDuration(at) < forMs);
  return waits ? `nothing fires before ${alert.for}, whatever the numbers are` : undefined;
}

function showsFault({ shows, expect }: AlertTest): string | undefined {
  if (shows === "fires" && expect.every(isSilent)) return "fires, but no moment expects an alert";
  if (shows === "silent" && !expect.every(isSilent)) return "silent, but a moment expects an alert";
  if (shows === "clears" && !clears(expect)) return "clears, but no silent moment follows one with an alert";
  return undefined;
}

function clears(expect: readonly TestMoment[]): boolean {
  const inOrder = expect.toSorted((a, b) => parseDuration(a.at) - parseDuration(b.at));
  const fired = inOrder.findIndex((moment) => !isSilent(moment));
  return fired >= 0 && inOrder.slice(fired).some(isSilent);
}

function isSilent({ firing }: TestMoment): boolean {
  return firing.length === 0;
}
