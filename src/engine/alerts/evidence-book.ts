import { type Evidence, labelsKey, type ReportedAlert } from "../../model/index.ts";
import type { Diagnoses } from "../diagnoses/index.ts";

/** Alerts whose evidence is kept; of more than these, the oldest is forgotten. */
const MAX_ALERTS = 1000;

/** What diagnoses found of each alert that fires, looked for once, when it began. */
export class EvidenceBook {
  readonly #diagnoses: Pick<Diagnoses, "of">;
  readonly #namesOf: (alertname: string) => readonly string[];
  readonly #looking = new Map<string, Promise<readonly Evidence[]>>();
  readonly #found = new Map<string, readonly Evidence[]>();

  /** @param namesOf The diagnoses that an alert names. */
  constructor(diagnoses: Pick<Diagnoses, "of">, namesOf: (alertname: string) => readonly string[]) {
    this.#diagnoses = diagnoses;
    this.#namesOf = namesOf;
  }

  /** An alert with what is known of it by now. */
  with(alert: ReportedAlert): ReportedAlert {
    const evidence = this.#found.get(keyOf(alert));
    return evidence === undefined || evidence.length === 0 ? alert : { ...alert, evidence };
  }

  /** Looks, unless somebody has. @returns what resolves once something new is known; undefined where nothing is to come */
  look(alert: ReportedAlert): Promise<readonly Evidence[]> | undefined {
    const key = keyOf(alert);
    const alertname = alert.labels.alertname ?? "";
    const names = this.#namesOf(alertname);
    if (names.length === 0 || this.#found.has(key)) return undefined;
    const under = this.#looking.get(key);
    if (under !== undefined) return under;
    const occasion = { alert: alertname, labels: alert.labels, startsAtMs: alert.startsAtMs };
    const looking = this.#diagnoses.of(occasion, names).then((evidence) => {
      this.#looking.delete(key);
      if (this.#found.size >= MAX_ALERTS) this.#found.delete(this.#found.keys().next().value!);
      this.#found.set(key, evidence);
      return evidence;
    });
    this.#looking.set(key, looking);
    return looking;
  }

  /** The alert has ended; what was found went with its last report. */
  forget(alert: ReportedAlert): void {
    this.#found.delete(keyOf(alert));
  }
}

function keyOf({ labels, startsAtMs }: ReportedAlert): string {
  return `${startsAtMs} ${labelsKey("", labels)}`;
}
