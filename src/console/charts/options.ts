import type uPlot from "uplot";
import type { Window } from "../range/window.ts";
import type { Colors } from "./colors.ts";
import type { Line } from "./line.ts";
import type { Mark } from "./mark.ts";
import { MARK_HEADROOM, marksPlugin } from "./marks-plugin.ts";
import { timeTicks } from "./times.ts";
import { ticks, type Unit } from "./units.ts";

export const CHART_HEIGHT = 190;
const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
/** One name for all charts: their cursors move together. */
const SYNC = "overview";
/** Shorter drags are clicks. */
const DRAG_PX = 6;

export interface Look {
  readonly lines: readonly Line[];
  /** One color a line. */
  readonly strokes: readonly string[];
  readonly colors: Colors;
  readonly unit: Unit;
  /** The unit of lines on the right axis. */
  readonly rightUnit?: Unit | undefined;
  /** Whether there are marks, whose texts need room. */
  readonly marked: boolean;
  readonly width: number;
}

/** What moves while a chart stays: asked for at each drawing. */
export interface Moving {
  readonly window: () => Window;
  readonly marks: () => readonly Mark[];
}

export interface Reactions {
  /** The index of the time under the cursor; null when it left. */
  readonly onCursor: (index: number | null) => void;
  readonly onZoom: (startMs: number, endMs: number) => void;
  readonly onReset: () => void;
}

/** uPlot's options for a chart. */
export function chartOptions(look: Look, { window, marks }: Moving, reactions: Reactions): uPlot.Options {
  return {
    width: look.width,
    height: CHART_HEIGHT,
    ms: 1,
    padding: [look.marked ? MARK_HEADROOM : 10, look.rightUnit ? 0 : 10, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [window().startMs, window().endMs] },
      left: { range: fromZero },
      right: { range: fromZero },
    },
    axes: axesOf(look),
    series: [{}, ...look.lines.map((line, i) => seriesOf(line, look.strokes[i]!))],
    cursor: cursorOf(reactions),
    plugins: [marksPlugin(marks, look.colors)],
    hooks: {
      setCursor: [(plot) => reactions.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => zoom(plot, reactions)],
    },
  };
}

function fromZero(_plot: uPlot, _min: number | null, max: number | null): uPlot.Range.MinMax {
  return [0, max !== null && max > 0 ? max * 1.08 : 1];
}

function axesOf({ colors, unit, rightUnit }: Look): uPlot.Axis[] {
  const common = {
    stroke: colors.text,
    font: FONT,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  const vertical = (of: Unit): uPlot.Axis => ({
    ...common,
    size: 62,
    space: 34,
    values: (_plot, splits) => ticks(of, splits),
    ...(of.increments && { incrs: [...of.increments] }),
  });
  const time: uPlot.Axis = {
    ...common,
    grid: { show: false },
    size: 26,
    space: 48,
    values: (_plot, splits, _axis, _space, increment) => timeTicks(splits, increment),
  };
  const left = { ...vertical(unit), scale: "left" };
  if (rightUnit === undefined) return [time, left];
  return [time, left, { ...vertical(rightUnit), scale: "right", side: 1, grid: { show: false } }];
}

function seriesOf({ axis, dashed }: Line, stroke: string): uPlot.Series {
  return {
    scale: axis ?? "left",
    stroke,
    width: 1.75,
    // Without this, uPlot marks every point of a short range.
    points: { show: false, size: 5, fill: stroke, filter: isolated },
    ...(dashed && { dash: [5, 4], width: 1.25 }),
  };
}

/** Points that no line reaches, since both neighbors are missing: they would not be seen. */
function isolated(plot: uPlot, seriesIndex: number): number[] | null {
  const values = plot.data[seriesIndex]!;
  const alone = Array.from(values.keys()).filter(
    (i) => values[i] != null && values[i - 1] == null && values[i + 1] == null,
  );
  return alone.length === 0 ? null : alone;
}

function cursorOf({ onReset }: Reactions): uPlot.Cursor {
  return {
    y: false,
    points: { size: 7, width: 1.5 },
    drag: { x: true, y: false, setScale: false, dist: DRAG_PX },
    sync: {
      key: SYNC,
      setSeries: false,
      // A drag belongs to the chart it is made in; only the cursor is shared.
      filters: { pub: (type) => type === "mousemove" || type === "mouseleave" },
    },
    bind: {
      dblclick: () => () => {
        onReset();
        return null;
      },
    },
  };
}

function zoom(plot: uPlot, { onZoom }: Reactions): void {
  const { left, width } = plot.select;
  if (width < DRAG_PX) return;
  const [startMs, endMs] = [left, left + width].map((px) => Math.round(plot.posToVal(px, "x")));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onZoom(startMs!, endMs!);
}
