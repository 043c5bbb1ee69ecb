import { useMemo } from "react";
import { faultText } from "../api/api-error.ts";
import { sparkline } from "../charts/sparkline.ts";
import { NOTHING } from "../charts/units.ts";
import { type StatReading, statReading } from "./reading.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Level, Stat } from "./stat.ts";
import styles from "./stat-card.module.css";

/** What a color says, for those who do not see it. */
const SPOKEN: Readonly<Record<Level, string>> = { none: "", good: "", warning: "high", critical: "too high" };
const WIDTH = 120;
const HEIGHT = 26;

interface StatCardProps {
  readonly stat: Stat;
  readonly snapshot: Snapshot;
}

/** One number with its unit, what belongs to it, and its course. */
export function StatCard({ stat, snapshot }: StatCardProps) {
  const answer = useMemo(() => statReading(stat, snapshot), [stat, snapshot]);
  const { value, quantity, detail, level, course, fault } = shown(answer);
  return (
    <div className={styles.card} data-level={level} data-testid={`stat-${stat.id}`} title={fault}>
      <dt className={styles.label}>
        {stat.label}
        {SPOKEN[level] && <span className={styles.level}>{SPOKEN[level]}</span>}
      </dt>
      <dd className={styles.reading}>
        <data value={value ?? ""} className={styles.number}>
          {quantity.number}
          {quantity.symbol && <span className={styles.symbol}> {quantity.symbol}</span>}
        </data>
        <span className={styles.detail} data-failed={fault !== undefined}>
          {detail}
        </span>
        <svg
          className={styles.course}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={sparkline(course, WIDTH, HEIGHT - 2)} transform="translate(0 1)" />
        </svg>
      </dd>
    </div>
  );
}

const NONE = { value: null, quantity: NOTHING, level: "none", course: [] } as const;

function shown(answer: StatReading) {
  if (answer.kind === "failed")
    return { ...NONE, detail: "could not be read", fault: faultText(answer.fault) };
  const { reading, course } = answer;
  return {
    ...reading,
    course,
    detail: reading.value === null ? "no data" : reading.detail,
    fault: undefined,
  };
}
