import type { Panel } from "../../model/index.ts";

/** How many parts a row has. */
export const ROW_WIDTH = 24;

/** Where a panel lies: `x` and `width` in parts of a row, `y` and `height` in rows. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where panels lie that flow into rows from the left; a row is as high as its highest panel. One that says where it is
 * lies there, and takes no part in the flow.
 */
export function arrange(panels: readonly Pick<Panel, "width" | "height" | "at">[]): Area[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map(({ width, height, at }) => {
    if (at !== undefined) return { ...at, width, height };
    if (x + width > ROW_WIDTH) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const area = { x, y, width, height };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return area;
  });
}
