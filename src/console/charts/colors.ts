import type { Mark } from "./mark.ts";

export type Scheme = "light" | "dark";

/** A chart's colors on one background. */
export interface Colors {
  /** Told apart with any color vision (after Okabe and Ito), each at least 3:1 against the panel. */
  readonly lines: readonly string[];
  readonly text: string;
  /** Of what happened at a moment; at least 4.5:1, as text must be. */
  readonly marks: Readonly<Record<Mark["tone"], string>>;
  readonly grid: string;
}

export const COLORS: Readonly<Record<Scheme, Colors>> = {
  light: {
    lines: ["#0a6cb0", "#cf5a00", "#00836a", "#a6469a", "#8a7100", "#5468d4", "#c02d4a"],
    text: "#566273",
    marks: { neutral: "#566273", good: "#0f7a52", bad: "#c02637" },
    grid: "#e6eaef",
  },
  dark: {
    lines: ["#5fb4ea", "#f29142", "#3fc9a3", "#dd92cf", "#e2cb57", "#93a4ff", "#ff8290"],
    text: "#93a1b5",
    marks: { neutral: "#93a1b5", good: "#4cc890", bad: "#ff7d86" },
    grid: "#223047",
  },
};

export const LINE_COLORS = COLORS.light.lines.length;
