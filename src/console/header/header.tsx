import { Button } from "@mantine/core";
import { clockTime, dateTime, lasting } from "../charts/times.ts";
import type { Snapshot } from "../overview/snapshot.ts";
import type { Connection } from "../overview/use-overview.ts";
import { RangePicker } from "../range/range-picker.tsx";
import type { Selection } from "../range/selection.ts";
import { Brand } from "./brand.tsx";
import styles from "./header.module.css";
import { SchemeSwitch } from "./scheme-switch.tsx";
import { Status } from "./status.tsx";

interface HeaderProps {
  readonly snapshot: Snapshot | undefined;
  readonly connection: Connection;
  readonly selection: Selection;
  readonly live: boolean;
  readonly onSelect: (selection: Selection) => void;
  readonly onLive: (live: boolean) => void;
  readonly onReset: () => void;
}

/** What is watched, how it is, and which time is shown. */
export function Header({ snapshot, connection, selection, live, onSelect, onLive, onReset }: HeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.identity}>
        <Brand />
        <h1 className={styles.service} data-testid="service">
          {snapshot?.info.service ?? "Farol"}
        </h1>
        <Status health={snapshot?.health} connection={connection} />
        <Shown snapshot={snapshot} selection={selection} />
        {snapshot && <Origin snapshot={snapshot} />}
      </div>
      <div className={styles.controls}>
        {selection.kind === "between" && (
          <Button size="xs" variant="subtle" onClick={onReset}>
            Back to live
          </Button>
        )}
        <RangePicker selection={selection} window={snapshot?.window} onSelect={onSelect} />
        <Button
          size="xs"
          variant="default"
          aria-pressed={live}
          data-testid="live"
          leftSection={<span className={styles.lamp} data-lit={live} />}
          onClick={() => onLive(!live)}
        >
          Live
        </Button>
        <SchemeSwitch />
      </div>
    </header>
  );
}

function Shown({ snapshot, selection }: Pick<HeaderProps, "snapshot" | "selection">) {
  if (snapshot === undefined) return null;
  const { startMs, endMs } = snapshot.window;
  const text =
    selection.kind === "last"
      ? `Updated ${clockTime(snapshot.takenAtMs)}`
      : `${dateTime(startMs)} – ${dateTime(endMs)}`;
  return <span className={styles.shown}>{text}</span>;
}

/** Which Prometheus the numbers are of; nothing where they are the engine's own. */
function Origin({ snapshot: { info, source } }: { readonly snapshot: Snapshot }) {
  if (info.prometheusUrl === null) return null;
  const of = source.matcher === "" ? "All series" : `Series with ${source.matcher}`;
  return (
    <span
      className={styles.shown}
      data-testid="origin"
      title={`${of}, scraped every ${lasting(source.scrapeMs)}`}
    >
      History from {info.prometheusUrl}
    </span>
  );
}
