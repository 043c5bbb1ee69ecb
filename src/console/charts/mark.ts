import type { Window } from "../range/window.ts";

/** Something that happened at a moment, and that every chart shows. */
export interface Mark {
  readonly timeMs: number;
  /** In a few words. */
  readonly text: string;
  /** More for those who look closely. */
  readonly note?: string | undefined;
  readonly tone: "neutral" | "good" | "bad";
}

/** How near in time the cursor must be to a mark, as a share of the window. */
const NEAR = 0.008;

/** The marks that the cursor is on. It stands on samples only, so that half a step is near enough. */
export function marksAt(
  marks: readonly Mark[],
  timeMs: number,
  { startMs, endMs, stepMs }: Window,
): readonly Mark[] {
  const nearMs = Math.max((endMs - startMs) * NEAR, stepMs / 2);
  return marks.filter((mark) => Math.abs(mark.timeMs - timeMs) <= nearMs);
}

/** A mark with all that is known of it. */
export function described({ text, note }: Mark): string {
  return note === undefined ? text : `${text}: ${note}`;
}

/** Where a text stands on a line of text, in pixels. */
interface Place {
  readonly x: number;
  readonly width: number;
}

/**
 * Which texts are written, and where: each begins at its own place, or ends there where the line is at its end. The
 * first ones win; a text that would overlap one of them is left out.
 */
export function placeTexts(texts: readonly Place[], endX: number): readonly (number | undefined)[] {
  const taken: Place[] = [];
  return texts.map(({ x, width }) => {
    const place = { x: x + width <= endX ? x : x - width, width };
    if (taken.some((other) => overlap(other, place))) return undefined;
    taken.push(place);
    return place.x;
  });
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width;
}
