import uPlot from "uplot";
import type { Window } from "../range/window.ts";
import type { Frame } from "./line.ts";
import type { Mark } from "./mark.ts";
import { CHART_HEIGHT, chartOptions, type Look, type Reactions } from "./options.ts";

/** What a chart shows. */
export interface Drawing {
  readonly frame: Frame;
  readonly window: Window;
  readonly marks: readonly Mark[];
  readonly look: Omit<Look, "lines" | "width" | "marked">;
  /** Keys of the lines that are not shown. */
  readonly hidden: ReadonlySet<string>;
}

/** A drawn chart. New numbers are drawn into the same canvas; only other lines or colors make a new one. */
export class Plot {
  readonly #host: HTMLElement;
  readonly #reactions: Reactions;
  #window: Window;
  #marks: readonly Mark[] = [];
  #drawn: { readonly plot: uPlot; readonly look: string } | undefined;

  constructor(host: HTMLElement, window: Window, reactions: Reactions) {
    this.#host = host;
    this.#window = window;
    this.#reactions = reactions;
  }

  draw({ frame, window, marks, look: given, hidden }: Drawing): void {
    this.#window = window;
    this.#marks = marks;
    const lines = frame.lines;
    const look = { ...given, marked: marks.length > 0 };
    const data = [frame.timesMs, ...lines.map(({ values }) => values)] as uPlot.AlignedData;
    const signature = JSON.stringify([look, lines.map(({ key, axis, dashed }) => [key, axis, dashed])]);
    if (this.#drawn?.look === signature) {
      this.#drawn.plot.setData(data);
    } else {
      this.destroy();
      const full = { ...look, lines, width: this.#host.clientWidth };
      const moving = { window: () => this.#window, marks: () => this.#marks };
      const options = chartOptions(full, moving, this.#reactions);
      this.#drawn = { plot: new uPlot(options, data, this.#host), look: signature };
    }
    this.#show(lines.map(({ key }) => !hidden.has(key)));
  }

  /** Takes the width of the place it stands in. */
  fit(): void {
    this.#drawn?.plot.setSize({ width: this.#host.clientWidth, height: CHART_HEIGHT });
  }

  destroy(): void {
    this.#drawn?.plot.destroy();
    this.#drawn = undefined;
  }

  #show(visible: readonly boolean[]): void {
    const plot = this.#drawn!.plot;
    for (const [i, show] of visible.entries()) {
      if (plot.series[i + 1]!.show !== show) plot.setSeries(i + 1, { show }, false);
    }
  }
}
