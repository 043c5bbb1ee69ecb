import { cut, type Look } from "../../../model/index.ts";
import { counted, durationText, shareText } from "../../diagnoses/index.ts";
import type { RepeatedPattern } from "../repeats/patterns.ts";
import type { RecentShapes } from "../shapes.ts";

const TOP = 5;
/** What of a statement stands in a line, beside its numbers. */
const SHOWN = 120;

/** The shapes that took most of the time lately, by their share of it. */
export function lookAtSlowest(pool: string, recent: (count: number) => RecentShapes): Look {
  return () => {
    const { totalMs, top } = recent(TOP);
    return top.map(({ shape, count, totalMs: ownMs }) => {
      const [share, meanMs] = [ownMs / totalMs, ownMs / count];
      const numbers = `${counted(count, "call")}, ${shareText(share)} of the time, mean ${durationText(meanMs)}`;
      return {
        text: `${brief(shape)}: ${numbers}`,
        details: { pool, calls: count, share, meanMs },
        block: shape,
      };
    });
  };
}

/** What requests repeat: those of the alert's endpoint where it names one. */
export function lookAtRepeated(
  pool: string,
  patterns: (endpoint: string | undefined) => readonly RepeatedPattern[],
): Look {
  return ({ labels }) =>
    patterns(labels.endpoint)
      .slice(0, TOP)
      .map(({ endpoint, shape, requests, worst, place }) => ({
        text: `${endpoint} runs up to ${counted(worst, "time")} a request${place ? ` (${place})` : ""}: ${brief(shape)}`,
        details: { pool, endpoint, requests, worst, ...(place !== undefined && { place }) },
        block: shape,
      }));
}

/** A shape in a line: without what it selects where that would take the line, as the table tells more. */
export function brief(shape: string): string {
  return cut(shape.replace(/^SELECT .{30,}? FROM /s, "SELECT … FROM "), SHOWN);
}
