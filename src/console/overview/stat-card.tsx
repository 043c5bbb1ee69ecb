import { memo } from "react";
import { sparkline } from "../charts/sparkline.ts";
import type { Level, Reading } from "./stat.ts";
import styles from "./stat-card.module.css";

/** What a color says, for those who do not see it. */
const SPOKEN: Readonly<Record<Level, string>> = { none: "", good: "", warning: "high", critical: "too high" };
const WIDTH = 120;
const HEIGHT = 26;

interface StatCardProps {
  readonly id: string;
  readonly label: string;
  readonly reading: Reading;
}

/** One number with its unit, what belongs to it, and its course. */
export const StatCard = memo(function StatCard({ id, label, reading }: StatCardProps) {
  const { value, quantity, detail, level, course } = reading;
  return (
    <div className={styles.card} data-level={level} data-testid={`stat-${id}`}>
      <dt className={styles.label}>
        {label}
        {SPOKEN[level] && <span className={styles.level}>{SPOKEN[level]}</span>}
      </dt>
      <dd className={styles.reading}>
        <data value={value ?? ""} className={styles.number}>
          {quantity.number}
          {quantity.symbol && <span className={styles.symbol}> {quantity.symbol}</span>}
        </data>
        <span className={styles.detail}>{value === null ? "no data" : detail}</span>
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
});
