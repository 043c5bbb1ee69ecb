import { type ApiFault, faultText } from "../api/api-error.ts";
import styles from "./notes.module.css";

/** What Prometheus warns of in its answers; nothing when it warns of nothing. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="Prometheus warns">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** Why something could not be read, in its place. */
export function Unread({ fault }: { readonly fault: ApiFault }) {
  return (
    <p className={styles.unread} data-testid="unread">
      <b>Could not be read.</b> {faultText(fault)}.
    </p>
  );
}
