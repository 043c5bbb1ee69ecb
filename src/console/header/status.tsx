import type { DetailedHealth, HealthStatus } from "../api/health.ts";
import type { Connection } from "../overview/use-overview.ts";
import styles from "./header.module.css";

const WORDS: Readonly<Record<HealthStatus | "lost" | "locked" | "connecting", string>> = {
  ok: "OK",
  degraded: "Degraded",
  down: "Down",
  blocked: "Blocked",
  starting: "Starting",
  draining: "Draining",
  lost: "No connection",
  locked: "Token needed",
  connecting: "Connecting",
};

interface StatusProps {
  readonly health: DetailedHealth | undefined;
  readonly connection: Connection;
}

/** The service's state in a word; what was known of it does not count once nobody answers. */
export function Status({ health, connection }: StatusProps) {
  const status = connection.kind === "failing" ? lostOrLocked(connection) : (health?.status ?? "connecting");
  return (
    <span className={styles.status} role="status" data-status={status} data-testid="status">
      {WORDS[status]}
    </span>
  );
}

function lostOrLocked({ fault }: Extract<Connection, { kind: "failing" }>) {
  return fault.kind === "unauthorized" ? "locked" : "lost";
}
