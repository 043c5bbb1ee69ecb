import styles from "./chart.module.css";
import { type Line, lastNumber } from "./line.ts";
import { type Unit, written } from "./units.ts";

interface LegendProps {
  readonly lines: readonly Line[];
  readonly strokes: readonly string[];
  readonly unit: Unit;
  readonly rightUnit: Unit;
  /** The time under the cursor; null shows each line's newest number. */
  readonly index: number | null;
  /** That time, written. */
  readonly time: string | undefined;
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

/** Characters of a name that fit in half a chart's width. */
const LONG = 18;

/** The lines' names, colors and values; each entry shows or hides its line. */
export function Legend({ lines, strokes, unit, rightUnit, index, time, hidden, onToggle }: LegendProps) {
  return (
    <>
      <ul className={styles.legend} data-wide={lines.some(({ label }) => label.length > LONG)}>
        {lines.map(({ key, label, values, axis, dashed }, i) => (
          <li key={key}>
            <button type="button" aria-pressed={!hidden.has(key)} title={label} onClick={() => onToggle(key)}>
              <svg className={styles.swatch} viewBox="0 0 14 4" aria-hidden="true">
                <line
                  x1="0"
                  x2="14"
                  y1="2"
                  y2="2"
                  stroke={strokes[i]}
                  strokeWidth="3"
                  strokeDasharray={dashed ? "4 3" : undefined}
                />
              </svg>
              <span className={styles.name}>{axis === "right" ? `${label} (right)` : label}</span>
              <Value
                value={index === null ? lastNumber(values) : values[index]}
                unit={axis === "right" ? rightUnit : unit}
              />
            </button>
          </li>
        ))}
      </ul>
      <span className={styles.time}>{time}</span>
    </>
  );
}

function Value({ value, unit }: { readonly value: number | null | undefined; readonly unit: Unit }) {
  return (
    <data className={styles.value} value={value ?? ""}>
      {written(unit, value)}
    </data>
  );
}
