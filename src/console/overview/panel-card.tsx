import { useMemo } from "react";
import { Chart } from "../charts/chart.tsx";
import { deploymentMarks } from "./deployment-marks.ts";
import { Notes, Unread } from "./notes.tsx";
import type { Panel } from "./panel.ts";
import styles from "./panel-card.module.css";
import { panelContent } from "./panel-content.ts";
import type { Snapshot } from "./snapshot.ts";

interface PanelCardProps {
  readonly panel: Panel;
  readonly snapshot: Snapshot;
  readonly onZoom: (startMs: number, endMs: number) => void;
  readonly onReset: () => void;
}

/** A panel's chart, or the reason why there is none. */
export function PanelCard({ panel, snapshot, onZoom, onReset }: PanelCardProps) {
  const content = useMemo(() => panelContent(panel, snapshot), [panel, snapshot]);
  const marks = useMemo(() => deploymentMarks(snapshot), [snapshot]);
  return (
    <section className={styles.card} aria-labelledby={`${panel.id}-title`} data-testid={`panel-${panel.id}`}>
      <h3 id={`${panel.id}-title`}>{panel.title}</h3>
      {content.kind === "failed" && <Unread fault={content.fault} />}
      {content.kind === "nothing" && <p className={styles.nothing}>{content.reason}</p>}
      {content.kind === "lines" && (
        <Chart
          title={panel.title}
          frame={content.frame}
          window={snapshot.window}
          marks={marks}
          unit={panel.unit}
          rightUnit={panel.rightUnit}
          onZoom={onZoom}
          onReset={onReset}
        />
      )}
      {content.kind !== "failed" && <Notes notes={content.notes} />}
    </section>
  );
}
