import { Endpoints } from "./endpoints.tsx";
import styles from "./overview.module.css";
import { SECTIONS } from "./panel.ts";
import { PanelCard } from "./panel-card.tsx";
import { PANELS } from "./panels/index.ts";
import type { Snapshot } from "./snapshot.ts";
import { StatCard } from "./stat-card.tsx";
import { STATS } from "./stats/index.ts";

interface OverviewProps {
  readonly snapshot: Snapshot;
  readonly onZoom: (startMs: number, endMs: number) => void;
  readonly onReset: () => void;
}

/** The service at a glance: numbers, then each subject's charts. */
export function Overview({ snapshot, onZoom, onReset }: OverviewProps) {
  return (
    <>
      <dl className={styles.stats}>
        {STATS.map((stat) => (
          <StatCard key={stat.id} stat={stat} snapshot={snapshot} />
        ))}
      </dl>
      {SECTIONS.map((section) => (
        <section key={section} aria-label={section} className={styles.section}>
          <h2>{section}</h2>
          <div className={styles.panels}>
            {PANELS.filter((panel) => panel.section === section).map((panel) => (
              <PanelCard key={panel.id} panel={panel} snapshot={snapshot} onZoom={onZoom} onReset={onReset} />
            ))}
          </div>
          {section === "HTTP" && <Endpoints snapshot={snapshot} />}
        </section>
      ))}
    </>
  );
}
