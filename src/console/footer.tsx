import type { SystemInfo } from "./api/system-info.ts";
import styles from "./app.module.css";
import { lasting } from "./charts/times.ts";

/** What runs, and how charts are used. */
export function Footer({ info }: { readonly info: SystemInfo }) {
  const { service, version, farolVersion, nodeVersion, hostname, pid, uptimeSeconds } = info;
  return (
    <footer className={styles.footer}>
      <span>
        {service} {version}, process {pid} on {hostname}, up {lasting(uptimeSeconds * 1000)}. Node{" "}
        {nodeVersion}, Farol {farolVersion}.
      </span>
      <span>Drag across a chart to look closer; a double click leads back.</span>
    </footer>
  );
}
