import { type Evidence, labelsKey, type ReportedAlert } from "../../model/index.ts";

/** Alerts whose evidence is kept; of more than these, the oldest is forgotten. */
const MAX_ALERTS = 1000;

/** What tells an alert from every other, also from one before of the same labels. */
export function keyOf({ labels, startsAtMs }: Pick<ReportedAlert, "labels" | "startsAtMs">): string {
  return `${startsAtMs} ${labelsKey("", labels)}`;
}

/** What diagnoses found of each alert that fires. */
export class EvidenceBook {
  /** By the alerts' keys. */
  readonly #found = new Map<string, readonly Evidence[]>();

  has(key: string): boolean {
    return this.#found.has(key);
  }

  keep(key: string, evidence: readonly Evidence[]): void {
    if (this.#found.size >= MAX_ALERTS) this.#found.delete(this.#found.keys().next().value!);
    this.#found.set(key, evidence);
  }

  /** An alert with what is known of it by now. */
  with(alert: ReportedAlert): ReportedAlert {
    const evidence = this.#found.get(keyOf(alert));
    return evidence === undefined || evidence.length === 0 ? alert : { ...alert, evidence };
  }

  forget(key: string): void {
    this.#found.delete(key);
  }
}
