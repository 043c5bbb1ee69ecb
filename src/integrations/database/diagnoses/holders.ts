import type { Clock, Look, Observation } from "../../../model/index.ts";
import { counted, durationText } from "../../diagnoses/index.ts";
import type { Holding } from "../leaks.ts";
import { brief } from "./statements.ts";

/** How many are looked at, the longest held first: to write out a stack takes up to a fifth of a millisecond. */
const LOOKED_AT = 10;

/** A pool, as far as its holders matter. */
export interface HeldPool {
  readonly name: string;
  readonly clock: Clock;
  holdings(): readonly Holding[];
  numbers(): { readonly used: number; readonly max: number; readonly waiting: number };
}

interface Held extends Pick<Holding, "endpoint" | "shape"> {
  readonly place: string | undefined;
  readonly stack: string | undefined;
  readonly heldMs: number;
}

/** Who holds the connections of a pool: one observation for those that were taken at one place and run one statement. */
export function lookAtHolders({ name, clock, holdings, numbers }: HeldPool): Look {
  return ({ labels: { pool = name } }) => {
    if (pool !== name) return [];
    const longest = [...holdings()].sort((a, b) => a.takenMs - b.takenMs).slice(0, LOOKED_AT);
    if (longest.length === 0) return [];
    const groups = Object.groupBy(
      longest.map((holding) => heldBy(holding, clock.monotonic())),
      ({ place, endpoint, shape }) => JSON.stringify([place, endpoint, shape]),
    );
    return [summary(name, numbers()), ...Object.values(groups).map((group) => observation(name, group!))];
  };
}

function heldBy({ takenMs, endpoint, shape, site }: Holding, nowMs: number): Held {
  return { heldMs: nowMs - takenMs, endpoint, shape, place: site?.place, stack: site?.stack };
}

function summary(pool: string, { used, max, waiting }: ReturnType<HeldPool["numbers"]>): Observation {
  const text = `Pool ${pool}: ${used} of ${counted(max, "connection")} in use`;
  return {
    text: waiting === 0 ? text : `${text}, ${counted(waiting, "checkout waits", "checkouts wait")} for one`,
    details: { pool, used, max, waiting },
  };
}

/** @param group The longest held first. */
function observation(pool: string, group: readonly Held[]): Observation {
  const { heldMs, endpoint, place, shape, stack } = group[0]!;
  const by = [place, endpoint].filter((part) => part !== undefined).join(", ");
  const parts = [
    `${counted(group.length, "connection")}, held for ${group.length > 1 ? "up to " : ""}${durationText(heldMs)}`,
    by && ` by ${by}`,
    shape && `: ${brief(shape)}`,
  ];
  return {
    text: parts.filter(Boolean).join(""),
    details: {
      ...{ pool, connections: group.length, heldMs },
      ...(endpoint !== undefined && { endpoint }),
      ...(place !== undefined && { place }),
    },
    block: [stack, shape].filter(Boolean).join("\n"),
  };
}
