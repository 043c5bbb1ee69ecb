import uPlot from "uplot";
import type { Colors } from "./colors.ts";
import { type Mark, placeTexts } from "./mark.ts";

/** Room above a chart for the marks' texts, in CSS pixels. */
export const MARK_HEADROOM = 22;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const FONT_PX = 10;
/** Around texts, in CSS pixels. */
const GAP = 4;

/** Draws a vertical line at each mark, under the chart's own lines, and its text above them where there is room. */
export function marksPlugin(marks: () => readonly Mark[], colors: Colors): uPlot.Plugin {
  return { hooks: { drawAxes: (plot) => draw(plot, marks(), colors) } };
}

/** A mark in the chart; places are in the canvas' pixels. */
interface Standing {
  readonly mark: Mark;
  readonly x: number;
  /** Where its text begins; undefined where there is no room for it. */
  readonly textX: number | undefined;
}

function draw(plot: uPlot, marks: readonly Mark[], colors: Colors): void {
  const { ctx } = plot;
  ctx.save();
  ctx.font = `${FONT_PX * uPlot.pxRatio}px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const standing of standingIn(plot, marks)) drawMark(plot, standing, colors.marks[standing.mark.tone]);
  ctx.restore();
}

function standingIn(plot: uPlot, marks: readonly Mark[]): Standing[] {
  const { left, width } = plot.bbox;
  const gaps = 2 * GAP * uPlot.pxRatio;
  const shown = marks
    .map((mark) => ({ mark, x: Math.round(plot.valToPos(mark.timeMs, "x", true)) }))
    .filter(({ x }) => x >= left && x <= left + width)
    // Where there is room for one text of two, it is the newer one's.
    .sort((a, b) => b.mark.timeMs - a.mark.timeMs);
  const texts = shown.map(({ mark, x }) => ({ x, width: plot.ctx.measureText(mark.text).width + gaps }));
  const places = placeTexts(texts, left + width);
  return shown.map((one, i) => ({ ...one, textX: places[i] }));
}

function drawMark({ ctx, bbox }: uPlot, { mark, x, textX }: Standing, color: string): void {
  const ratio = uPlot.pxRatio;
  const textY = bbox.top - (MARK_HEADROOM / 2) * ratio;
  const width = Math.max(1, Math.round(ratio));
  // A line of an odd width is sharp when it runs through the middle of a pixel.
  const middle = x + (width % 2) / 2;
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.setLineDash(mark.tone === "neutral" ? [3 * ratio, 3 * ratio] : []);
  ctx.beginPath();
  // Only a line whose text is written rises up to it: it would cross another's.
  ctx.moveTo(middle, textX === undefined ? bbox.top : textY);
  ctx.lineTo(middle, bbox.top + bbox.height);
  ctx.stroke();
  if (textX === undefined) return;
  ctx.fillStyle = color;
  ctx.fillText(mark.text, textX + GAP * ratio, textY);
}
