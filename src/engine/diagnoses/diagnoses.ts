import {
  bounded,
  type Clock,
  cut,
  type Diagnosis,
  type Evidence,
  type Look,
  type Looks,
  labelsKey,
  type Occasion,
} from "../../model/index.ts";
import type { Application } from "../application/index.ts";
import { byTurns } from "./by-turns.ts";
import { Recent } from "./recent.ts";

/** How long one may take, in milliseconds. */
const LIMIT_MS = 5000;
/** How many wait for their turn: with all of them late, the last one's turn is in four minutes. */
const MAX_WAITING = 50;
const MAX_REASON = 200;

export interface DiagnosesOptions {
  readonly clock: Clock;
  /** What integrations bring. */
  readonly diagnoses: readonly Diagnosis[];
  /** Who is asked for those of the application's thread. */
  readonly application: Pick<Application, "ask">;
  /** Who looks for those of the engine's thread: the watchers, and the engine itself. */
  readonly looks: readonly Looks[];
  /** How long one may take, in milliseconds. Default: 5,000. */
  readonly limitMs?: number;
}

/** What became of all that were asked for, since the engine began. */
export interface DiagnosisNumbers {
  /** Those that looked, whether they found something or not. */
  made: number;
  failed: number;
  /** Asked for again within half a minute, and answered by what was found then. */
  reused: number;
  /** Not begun, since too many waited. */
  refused: number;
}

/** Looks when alerts fire: one diagnosis at a time, whatever the number of alerts, and each for a limited time. */
export class Diagnoses {
  readonly numbers: DiagnosisNumbers = { made: 0, failed: 0, reused: 0, refused: 0 };
  readonly #options: DiagnosesOptions;
  readonly #limitMs: number;
  readonly #known: ReadonlyMap<string, Diagnosis>;
  readonly #looks: ReadonlyMap<string, Look>;
  readonly #recent: Recent;
  /** Those that went on after their time was over, and have not ended. */
  readonly #overdue = new Set<Diagnosis>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  constructor(options: DiagnosesOptions) {
    this.#options = options;
    this.#limitMs = options.limitMs ?? LIMIT_MS;
    this.#known = new Map(options.diagnoses.map((diagnosis) => [diagnosis.name, diagnosis]));
    this.#looks = new Map(options.looks.flatMap((looks) => Object.entries(looks)));
    this.#recent = new Recent(options.clock);
  }

  /**
   * What the diagnoses of these names find, in their order. What one found less than half a minute ago is not looked for
   * again. Names that are not known are left out. Never rejects.
   */
  of(occasion: Occasion, names: readonly string[]): Promise<Evidence[]> {
    const known = names.map((name) => this.#known.get(name)).filter((one) => one !== undefined);
    return Promise.all(known.map((diagnosis) => this.#evidence(diagnosis, occasion)));
  }

  /** Nothing is looked for any more: what waits for its turn fails. */
  close(): void {
    this.#isClosed = true;
  }

  #evidence(diagnosis: Diagnosis, occasion: Occasion): Promise<Evidence> {
    const key = keyOf(diagnosis, occasion);
    const earlier = this.#recent.get(key);
    if (earlier !== undefined) {
      this.numbers.reused++;
      return earlier;
    }
    if (this.#waiting >= MAX_WAITING) {
      this.numbers.refused++;
      return Promise.resolve(this.#failed(diagnosis, "too many alerts fire at once"));
    }
    return this.#recent.keep(key, this.#inTurn(diagnosis, occasion));
  }

  #inTurn(diagnosis: Diagnosis, occasion: Occasion): Promise<Evidence> {
    this.#waiting++;
    const evidence = this.#turn.then(async () => {
      const made = await this.#made(diagnosis, occasion);
      this.#waiting--;
      this.numbers[made.outcome === "failed" ? "failed" : "made"]++;
      return made;
    });
    this.#turn = evidence;
    return evidence;
  }

  async #made(diagnosis: Diagnosis, occasion: Occasion): Promise<Evidence> {
    try {
      const observations = bounded(await this.#inTime(diagnosis, occasion));
      const seen = this.#head(diagnosis);
      return observations.length === 0
        ? { ...seen, outcome: "nothing" }
        : { ...seen, outcome: "found", observations };
    } catch (error) {
      return this.#failed(diagnosis, error instanceof Error ? error.message : String(error));
    }
  }

  /** @throws whatever the look throws; Error when it takes too long. */
  async #inTime(diagnosis: Diagnosis, occasion: Occasion) {
    if (this.#isClosed) throw new Error("the service ends");
    if (this.#overdue.has(diagnosis)) throw new Error("the one before has not ended yet");
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const look = this.#look(diagnosis, occasion);
    const timer = setTimeout(() => {
      this.#overdue.add(diagnosis);
      const ended = () => this.#overdue.delete(diagnosis);
      look.then(ended, ended);
      reject(new Error(`it took longer than ${this.#limitMs / 1000} s`));
    }, this.#limitMs).unref();
    return await Promise.race([look, limit]).finally(() => clearTimeout(timer));
  }

  async #look(diagnosis: Diagnosis, occasion: Occasion) {
    if (diagnosis.thread === "application") {
      const asked = { diagnosis: diagnosis.name, occasion };
      return byTurns(await this.#options.application.ask("diagnose", asked));
    }
    const look = this.#looks.get(diagnosis.name);
    if (look === undefined) throw new Error("nobody here looks for it");
    return await look(occasion);
  }

  #failed(diagnosis: Diagnosis, reason: string): Evidence {
    return { ...this.#head(diagnosis), outcome: "failed", reason: cut(reason, MAX_REASON) };
  }

  #head({ name, title }: Diagnosis) {
    return { diagnosis: name, title, atMs: this.#options.clock.now() };
  }
}

/** Alerts that a diagnosis cannot tell apart have one key. */
function keyOf({ name, by = [] }: Diagnosis, { labels }: Occasion): string {
  return labelsKey(
    name,
    Object.fromEntries(by.flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]]]))),
  );
}
