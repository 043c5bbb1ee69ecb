import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Window } from "../range/window.ts";
import styles from "./chart.module.css";
import { COLORS, LINE_COLORS } from "./colors.ts";
import { Legend } from "./legend.tsx";
import type { Frame } from "./line.ts";
import { described, type Mark, marksAt } from "./mark.ts";
import { Palette } from "./palette.ts";
import { type Drawing, Plot } from "./plot.ts";
import { clockTime, dateTime } from "./times.ts";
import type { Unit } from "./units.ts";

export interface ChartProps {
  readonly title: string;
  readonly frame: Frame;
  readonly window: Window;
  /** What happened meanwhile. */
  readonly marks: readonly Mark[];
  readonly unit: Unit;
  readonly rightUnit?: Unit | undefined;
  readonly onZoom: (startMs: number, endMs: number) => void;
  readonly onReset: () => void;
}

/** Lines over time with a legend that shows the values under the cursor, or else the newest ones. */
export function Chart({ title, frame, window, marks, unit, rightUnit, onZoom, onReset }: ChartProps) {
  const colors = COLORS[useComputedColorScheme("light")];
  const [palette] = useState(() => new Palette(LINE_COLORS));
  const [cursor, setCursor] = useState<number | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const slots = palette.assign(frame.lines.map(({ key }) => key));
  const strokes = frame.lines.map(({ muted }, i) => (muted ? colors.text : colors.lines[slots[i]!]!));
  const host = usePlot(
    { frame, window, marks, hidden, look: { colors, strokes, unit, rightUnit } },
    {
      onCursor: setCursor,
      onZoom,
      onReset,
    },
  );
  const toggle = useCallback(
    (key: string) => setHidden((before) => before.symmetricDifference(new Set([key]))),
    [],
  );
  const time = cursor === null ? undefined : frame.timesMs[cursor];
  const under = time === undefined ? [] : marksAt(marks, time, window).map(described);

  return (
    <>
      <div
        ref={host}
        className={styles.plot}
        role="img"
        aria-label={`${title}, from ${dateTime(window.startMs)} to ${dateTime(window.endMs)}; newest values in the list below${spoken(marks)}`}
      />
      <Legend
        lines={frame.lines}
        strokes={strokes}
        unit={unit}
        rightUnit={rightUnit ?? unit}
        index={cursor}
        time={time === undefined ? undefined : [clockTime(time), ...under].join(" · ")}
        hidden={hidden}
        onToggle={toggle}
      />
    </>
  );
}

/** Marks that are read out; more would not be listened to. */
const SPOKEN = 5;

function spoken(marks: readonly Mark[]): string {
  if (marks.length === 0) return "";
  const latest = marks.slice(0, SPOKEN).map((mark) => `${described(mark)} at ${dateTime(mark.timeMs)}`);
  return `; ${latest.join(", ")}`;
}

/** Keeps a Plot in the element that the returned ref is given to. */
function usePlot(drawing: Drawing, reactions: ConstructorParameters<typeof Plot>[2]) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(null);
  const onCursor = useEffectEvent(reactions.onCursor);
  const onZoom = useEffectEvent(reactions.onZoom);
  const onReset = useEffectEvent(reactions.onReset);
  const start = useEffectEvent(
    (element: HTMLElement) => new Plot(element, drawing.window, { onCursor, onZoom, onReset }),
  );

  useEffect(() => {
    const made = start(host.current!);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.fit());
    watcher.observe(host.current!);
    return () => {
      watcher.disconnect();
      made.destroy();
    };
  }, []);

  const { frame, window, marks, hidden, look } = drawing;
  const lookKey = JSON.stringify(look);
  // The look is a new object at each rendering; its text says whether it is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: lookKey stands for look
  useEffect(() => {
    plot.current?.draw(drawing);
  }, [frame, window, marks, hidden, lookKey]);
  return host;
}
