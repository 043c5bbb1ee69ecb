import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Blocked, DetailedHealth } from "../api/health.ts";
import type { SystemInfo } from "../api/system-info.ts";
import { clockTime, lasting } from "../charts/times.ts";
import styles from "./notices.module.css";
import { failures, type Snapshot } from "./snapshot.ts";
import type { Connection } from "./use-overview.ts";

interface NoticesProps {
  readonly snapshot: Snapshot | undefined;
  readonly connection: Connection;
  readonly onRetry: () => void;
}

/** Everything that a person should know before they trust the numbers below. */
export function Notices({ snapshot, connection, onRetry }: NoticesProps) {
  const unanswered = snapshot ? failures(snapshot) : [];
  return (
    <>
      {connection.kind === "failing" && (
        <Lost connection={connection} info={snapshot?.info} onRetry={onRetry} />
      )}
      {snapshot?.blocked && <BlockedThread blocked={snapshot.blocked} />}
      {snapshot && <Troubled health={snapshot.health} />}
      {unanswered.length > 0 && (
        <Notice level="warning" title="Some of it could not be read" onRetry={onRetry}>
          <ul>
            {unanswered.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

interface LostProps {
  readonly connection: Extract<Connection, { kind: "failing" }>;
  readonly info: SystemInfo | undefined;
  readonly onRetry: () => void;
}

function Lost({ connection: { sinceMs, fault }, info, onRetry }: LostProps) {
  const title = fault.kind === "refused" ? fault.title : "No connection";
  return (
    <Notice level="critical" title={title} onRetry={onRetry}>
      <p>
        {fault.detail}.{" "}
        {info ? `What you see is from ${clockTime(sinceMs)}.` : `Since ${clockTime(sinceMs)}.`}
      </p>
      {info && (
        <p>
          If the application's thread is blocked, the engine still answers on its own port, {info.engine.port}
          , of the machine {info.hostname}.
        </p>
      )}
    </Notice>
  );
}

function BlockedThread({ blocked: { sinceMs, blockedForMs, stack } }: { readonly blocked: Blocked }) {
  return (
    <Notice level="critical" title="The application's thread is blocked">
      <p>
        Since {clockTime(sinceMs)}, for {lasting(blockedForMs)}. {stack.length > 0 && "It is here:"}
      </p>
      {stack.length > 0 && <pre>{stack.slice(0, 6).join("\n")}</pre>}
    </Notice>
  );
}

const TROUBLES = { degraded: "Degraded", down: "Down" } as const;

/** What keeps the service from doing its work, or from doing it well. */
function Troubled({ health: { status, score, checks } }: { readonly health: DetailedHealth }) {
  if (status !== "degraded" && status !== "down") return null;
  const troubled = checks.filter((check) => check.status !== "ok");
  const title = `${TROUBLES[status]}${score === null ? "" : `, health ${score} of 100`}`;
  return (
    <Notice level={status === "down" ? "critical" : "warning"} title={title}>
      <ul>
        {troubled.map(({ name, detail }) => (
          <li key={name}>
            <b>{name}</b>: {detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface NoticeProps {
  readonly level: "warning" | "critical";
  readonly title: string;
  readonly onRetry?: () => void;
  readonly children: ReactNode;
}

function Notice({ level, title, onRetry, children }: NoticeProps) {
  return (
    <section className={styles.notice} role="alert" data-level={level} data-testid="notice">
      <div className={styles.text}>
        <h2>{title}</h2>
        {children}
      </div>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </section>
  );
}
