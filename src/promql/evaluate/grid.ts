/** The times at which an expression is evaluated: `startMs`, and `count - 1` more, `stepMs` apart. */
export interface Grid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

export function timeAt({ startMs, stepMs }: Grid, step: number): number {
  return startMs + step * stepMs;
}

export function endOf(grid: Grid): number {
  return timeAt(grid, grid.count - 1);
}
