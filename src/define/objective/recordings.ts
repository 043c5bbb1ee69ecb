import { parseDuration, type RecordingRule } from "../../model/index.ts";
import { recording } from "../rule.ts";
import { TILE_MS } from "./burn-windows.ts";
import { type Definition, expressionOf, seriesOf } from "./definition.ts";
import { durationText } from "./duration-text.ts";
import { errorsIn, totalIn } from "./increase.ts";

/** Longer windows are summed from tiles: what they cost does not grow with the counters' series. */
const LONGEST_DIRECT_MS = 3_600_000;

/**
 * What is recorded of an objective, each with the label `slo`: the total and the bad events of every window and their
 * ratio, and from those how fast the budget burns and what is left. A ratio is a sum over a sum, so that each event
 * weighs the same, whatever the traffic was when it came. Where there was no event there is no ratio.
 */
export function recordings(definition: Definition): RecordingRule[] {
  const texts = { ...constants(definition), ...counts(definition), ...burning(definition) };
  return Object.entries(texts).map(([series, text]) => ({
    ...recording(`slo:${series}`, { expr: expressionOf(definition, text), labels: { slo: definition.name } }),
    place: definition.place,
  }));
}

type Texts = Readonly<Record<string, string>>;

function constants({ target, budget }: Definition): Texts {
  return { "objective:ratio": `vector(${target})`, "error_budget:ratio": `vector(${budget})` };
}

function counts(definition: Definition): Texts {
  const texts = definition.burnWindows.flatMap(({ long, short }) => [long, short]);
  const windows = new Set([TILE_MS, ...texts.map(parseDuration)]);
  const sorted = [...windows].sort((a, b) => a - b);
  const ratios: Texts = Object.assign({}, ...sorted.map((ms) => window(definition, ms)));
  return { ...ratios, ...periodRatio(definition) };
}

/** From the counters as long as that costs little; then from tiles, side by side, so that these are still whole events. */
function window(definition: Definition, ms: number): Texts {
  const length = durationText(ms);
  const tiles = (series: string) =>
    `sum_over_time(${seriesOf(definition, `${series}:increase5m`)}[${length}:5m])`;
  const isDirect = ms <= LONGEST_DIRECT_MS;
  const sum = (series: string) => seriesOf(definition, `${series}:increase${length}`);
  return {
    [`total:increase${length}`]: isDirect ? totalIn(definition, ms) : tiles("total"),
    [`errors:increase${length}`]: isDirect ? errorsIn(definition, ms) : tiles("errors"),
    [`sli_error:ratio_rate${length}`]: `${sum("errors")} / (${sum("total")} > 0)`,
  };
}

/** From every tile that was recorded: they overlap, so each event counts as often as the others, and it is in at once. */
function periodRatio(definition: Definition): Texts {
  const period = durationText(parseDuration(definition.period));
  const sum = (series: string) => `sum_over_time(${seriesOf(definition, `${series}:increase5m`)}[${period}])`;
  return { [`sli_error:ratio_rate${period}`]: `${sum("errors")} / (${sum("total")} > 0)` };
}

function burning(definition: Definition): Texts {
  const { period, budget } = definition;
  const ratio = (ms: number) => seriesOf(definition, `sli_error:ratio_rate${durationText(ms)}`);
  return {
    "current_burn_rate:ratio": `${ratio(TILE_MS)} / ${budget}`,
    "period_burn_rate:ratio": `${ratio(parseDuration(period))} / ${budget}`,
    "error_budget_remaining:ratio": `1 - ${seriesOf(definition, "period_burn_rate:ratio")}`,
  };
}
