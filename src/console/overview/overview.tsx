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
        {STATS.map(({ id, label, read }) => (
          <StatCard key={id} id={id} label={label} reading={read(snapshot)} />
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
          {section === "HTTP" && <Traffic snapshot={snapshot} />}
        </section>
      ))}
    </>
  );
}

function Traffic({ snapshot: { performance } }: { readonly snapshot: Snapshot }) {
  const rows = performance.kind === "answered" ? performance.value.endpoints : [];
  const nothing =
    performance.kind === "failed"
      ? `Could not be read: ${performance.fault.detail}.`
      : "Nothing in this range: no request was answered.";
  return <Endpoints rows={rows} nothing={nothing} />;
}
