import { type AlertRule, type BurnWindow, parseDuration } from "../../model/index.ts";
import { alert } from "../rule.ts";
import { burnTests } from "./burn-tests.ts";
import { type Definition, expressionOf, seriesOf } from "./definition.ts";
import { durationText } from "./duration-text.ts";

/** One alert for each window, named after it: `AvailabilityErrorBudgetBurn1h`. */
export function burnAlerts(definition: Definition): AlertRule[] {
  return definition.burnWindows.map((window) => burnAlert(definition, window));
}

function burnAlert(definition: Definition, window: BurnWindow): AlertRule {
  const { name, title, owner, runbook, dashboard, diagnoses, place } = definition;
  const { severity, factor, long } = window;
  const rule = alert(`${camelCase(name)}ErrorBudgetBurn${canonical(long)}`, {
    expr: expressionOf(definition, condition(definition, window)),
    severity,
    ...(owner !== undefined && { owner }),
    summary: `${title}: the error budget burns more than ${rounded(factor)} times too fast`,
    description: description(definition, window),
    runbook,
    dashboard,
    diagnoses,
    tests: (readSelector) => burnTests(definition, window, readSelector),
  });
  return { ...rule, place };
}

/**
 * Too much was bad within the long window, of enough events, and the short one does not show that it is over. When
 * nothing came within the short window, nothing is shown, and the alert stays.
 */
function condition(definition: Definition, { factor, long, short }: BurnWindow): string {
  const { lowTraffic, budget } = definition;
  const series = (name: string) => seriesOf(definition, name);
  const threshold = `${factor} * ${budget}`;
  const lines = [`${series(`sli_error:ratio_rate${canonical(long)}`)} > ${threshold}`];
  if (lowTraffic.kind === "atLeast") {
    // Half an event less, for what floating point takes from a whole number.
    lines.push(`and ${series(`errors:increase${canonical(long)}`)} > ${lowTraffic.badEvents - 0.5}`);
  }
  lines.push(`unless ${series(`sli_error:ratio_rate${canonical(short)}`)} <= ${threshold}`);
  return lines.join("\n");
}

function description({ budget, period, target }: Definition, { factor, long, share }: BurnWindow): string {
  return (
    `Within ${long}, {{ $value | humanizePercentage }} of the events were bad; ${percent(target)} are to be good. ` +
    `Above ${percent(factor * budget)}, ${percent(share)} of the budget of ${period} burns within ${long}, ` +
    `and all of it within ${hours(parseDuration(period) / factor)}.`
  );
}

function canonical(duration: string): string {
  return durationText(parseDuration(duration));
}

function percent(ratio: number): string {
  return `${rounded(ratio * 100)} %`;
}

function hours(ms: number): string {
  const count = ms / 3_600_000;
  return count < 72 ? `${rounded(count)} hours` : `${rounded(count / 24)} days`;
}

/** To three digits, or all before the point; a target's nines are kept. */
function rounded(number: number): number {
  return Number(number.toPrecision(number > 90 ? 8 : 3));
}

function camelCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
