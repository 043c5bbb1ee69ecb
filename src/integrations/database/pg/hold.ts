import { currentRequest, type RequestScope } from "../../../record/index.ts";
import type { CallSite } from "../call-site.ts";
import type { Holding } from "../leaks.ts";

/** Who takes a connection. */
export interface Taken {
  readonly scope: RequestScope | undefined;
  readonly endpoint: string | undefined;
  /** Undefined when `pool.query` takes it. */
  readonly site: CallSite | undefined;
}

/** Who holds one client, and which statement runs on it. */
export class Hold implements Holding {
  isLeak = false;
  readonly #shapeOf: (text: string) => string;
  #taken: Taken | undefined;
  #takenMs = 0;
  /** Statements that have not ended; the latest of them is remembered. */
  #running = 0;
  #text = "";
  #calledMs = 0;

  constructor(shapeOf: (text: string) => string) {
    this.#shapeOf = shapeOf;
  }

  take(taken: Taken, nowMs: number): void {
    this.#taken = taken;
    this.#takenMs = nowMs;
  }

  began(text: string, nowMs: number): void {
    this.#running++;
    this.#text = text;
    this.#calledMs = nowMs;
  }

  ended(): void {
    if (this.#running > 0) this.#running--;
  }

  release(): void {
    this.#taken = undefined;
    this.#running = 0;
    this.isLeak = false;
  }

  get isHeld(): boolean {
    return this.#taken !== undefined || this.#running > 0;
  }

  /** What `pool.query` takes it takes for one statement, so that saves a reading of the clock where nobody else wants it. */
  get takenMs(): number {
    return this.#taken === undefined ? this.#calledMs : this.#takenMs;
  }

  get endpoint(): string | undefined {
    return this.#taken?.endpoint;
  }

  get site(): CallSite | undefined {
    return this.#taken?.site;
  }

  get shape(): string | undefined {
    return this.#running > 0 ? this.#shapeOf(this.#text) : undefined;
  }

  /**
   * The request that asks for what runs on it now. What `pool.query` runs was asked of the pool; what a callback runs
   * belongs to who took the client, on whosever behalf it is called.
   */
  get asker(): RequestScope | undefined {
    const taken = this.#taken;
    if (taken?.site === undefined) return undefined;
    return taken.scope?.isOpen ? taken.scope : currentRequest();
  }
}
