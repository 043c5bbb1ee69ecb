import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Window } from "../range/window.ts";
import styles from "./chart.module.css";
import { COLORS, LINE_COLORS } from "./colors.ts";
import { Legend } from "./legend.tsx";
import type { Frame } from "./line.ts";
import { Palette } from "./palette.ts";
import { Plot } from "./plot.ts";
import { clockTime, dateTime } from "./times.ts";
import type { Unit } from "./units.ts";

export interface ChartProps {
  readonly title: string;
  readonly frame: Frame;
  readonly window: Window;
  readonly unit: Unit;
  readonly rightUnit?: Unit | undefined;
  readonly onZoom: (startMs: number, endMs: number) => void;
  readonly onReset: () => void;
}

/** Lines over time with a legend that shows the values under the cursor, or else the newest ones. */
export function Chart({ title, frame, window, unit, rightUnit, onZoom, onReset }: ChartProps) {
  const colors = COLORS[useComputedColorScheme("light")];
  const [palette] = useState(() => new Palette(LINE_COLORS));
  const [cursor, setCursor] = useState<number | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const slots = palette.assign(frame.lines.map(({ key }) => key));
  const strokes = frame.lines.map(({ muted }, i) => (muted ? colors.text : colors.lines[slots[i]!]!));
  const host = usePlot(
    { frame, window, hidden, look: { colors, strokes, unit, rightUnit } },
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

  return (
    <>
      <div
        ref={host}
        className={styles.plot}
        role="img"
        aria-label={`${title}, from ${dateTime(window.startMs)} to ${dateTime(window.endMs)}; newest values in the list below`}
      />
      <Legend
        lines={frame.lines}
        strokes={strokes}
        unit={unit}
        rightUnit={rightUnit ?? unit}
        index={cursor}
        time={time === undefined ? undefined : clockTime(time)}
        hidden={hidden}
        onToggle={toggle}
      />
    </>
  );
}

interface Drawing {
  readonly frame: Frame;
  readonly window: Window;
  readonly hidden: ReadonlySet<string>;
  readonly look: Parameters<Plot["draw"]>[2];
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

  const { frame, window, hidden, look } = drawing;
  const lookKey = JSON.stringify(look);
  // The look is a new object at each rendering; its text says whether it is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: lookKey stands for look
  useEffect(() => {
    plot.current?.draw(frame, window, look, hidden);
  }, [frame, window, hidden, lookKey]);
  return host;
}
