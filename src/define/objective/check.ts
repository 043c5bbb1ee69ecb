import { FarolError, type LowTraffic, parseDuration } from "../../model/index.ts";
import { TILE_MS } from "./burn-windows.ts";
import type { Definition } from "./definition.ts";

/** Refuses names and numbers that no objective can have. */
export function checkObjective(definition: Definition): void {
  const fault = nameFault(definition) ?? numberFault(definition) ?? lowTrafficFault(definition.lowTraffic);
  if (fault !== undefined) throw refused(definition.name, fault);
  checkBudget(definition);
}

function nameFault({ name }: Definition): string | undefined {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name)) return undefined;
  return "a name is in small letters, digits and single hyphens, like checkout-latency";
}

function numberFault({ target, period, scrapeInterval, burnWindows }: Definition): string | undefined {
  const [periodMs, scrapeMs] = [parseDuration(period), parseDuration(scrapeInterval)];
  if (!(target > 0 && target < 1)) return `its target is between 0 and 1, not ${target}`;
  if (scrapeMs === 0 || scrapeMs > TILE_MS / 4)
    return `its counters are scraped four times in five minutes at least, not every ${scrapeInterval}`;
  if (periodMs === 0 || periodMs % TILE_MS > 0) return `its period is a multiple of 5m, not ${period}`;
  if (burnWindows.length === 0)
    return `it has burnWindows, and a period of ${period} is too short for the usual ones: give your own`;
  return undefined;
}

function lowTrafficFault(lowTraffic: LowTraffic | undefined): string | undefined {
  // JavaScript can leave out what TypeScript asks for.
  if (lowTraffic === undefined)
    return "lowTraffic says what one bad event among few shall mean, for which there is no default";
  if (lowTraffic.kind === "everyEvent") return undefined;
  if (Number.isInteger(lowTraffic.badEvents) && lowTraffic.badEvents >= 2) return undefined;
  return `lowTraffic is at least 2 badEvents, not ${lowTraffic.badEvents}; where one is enough, it is everyEvent`;
}

/** A budget that two scrapes can use up is gone before anybody could know. */
function checkBudget({ name, budget, period, scrapeInterval }: Definition): void {
  const budgetMs = budget * parseDuration(period);
  if (budgetMs >= 2 * parseDuration(scrapeInterval)) return;
  throw new FarolError({
    code: "FAROL_OBJECTIVE_BUDGET",
    found: `objective ${name}, whose budget of ${budget} over ${period} is ${seconds(budgetMs)}`,
    rule: `a budget lasts for two scrapes at least, which are ${seconds(2 * parseDuration(scrapeInterval))}: what is seen once cannot be told from chance`,
    cure: "Lower the target, or take a longer period.",
  });
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`;
}

function refused(name: string, rule: string): FarolError {
  return new FarolError({
    code: "FAROL_OBJECTIVE",
    found: `objective "${name}"`,
    rule,
    cure: "Mend it where it is defined.",
  });
}
