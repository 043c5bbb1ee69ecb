import type { Questions, Reports } from "../../model/index.ts";
import type { AnswerMessage, AskMessage } from "./messages.ts";

/** How long the application's thread may take to answer, in milliseconds. */
const PATIENCE_MS = 2000;

/** Why there is no answer: the thread said nothing in time, or said that it could not. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
  readonly kind: "silent" | "failed";

  constructor(kind: "silent" | "failed", message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Pending {
  readonly resolve: (answers: readonly unknown[]) => void;
  readonly reject: (error: Unanswered) => void;
  readonly timer: NodeJS.Timeout;
}

/** The application's thread, as the engine speaks with it. */
export class Application {
  readonly #send: (message: AskMessage) => void;
  readonly #reports: Partial<Reports> = {};
  readonly #pending = new Map<number, Pending>();
  #asked = 0;

  constructor(send: (message: AskMessage) => void) {
    this.#send = send;
  }

  /** What the application said last on a subject. */
  told<K extends keyof Reports>(subject: K): Reports[K] | undefined {
    return this.#reports[subject];
  }

  /** The application says something. */
  heard<K extends keyof Reports>(subject: K, report: Reports[K]): void {
    (this.#reports as Partial<Record<K, Reports[K]>>)[subject] = report;
  }

  /**
   * Asks everything in the application that answers on a subject; nobody may.
   * @throws Unanswered
   */
  ask<K extends keyof Questions>(
    subject: K,
    asked: Questions[K]["asked"],
  ): Promise<readonly Questions[K]["answer"][]> {
    const id = ++this.#asked;
    const { promise, resolve, reject } = Promise.withResolvers<readonly unknown[]>();
    const timer = setTimeout(() => this.#giveUp(id), PATIENCE_MS);
    this.#pending.set(id, { resolve, reject, timer });
    this.#send({ kind: "ask", id, subject, asked });
    return promise as Promise<readonly Questions[K]["answer"][]>;
  }

  /** The application answers a question. One that comes too late is not heard. */
  answered(answer: AnswerMessage): void {
    const pending = this.#take(answer.id);
    if (pending === undefined) return;
    if (answer.error === undefined) pending.resolve(answer.answers);
    else pending.reject(new Unanswered("failed", answer.error));
  }

  /** Nobody will answer any more. */
  close(): void {
    for (const id of [...this.#pending.keys()]) this.#giveUp(id);
  }

  #giveUp(id: number): void {
    const seconds = PATIENCE_MS / 1000;
    this.#take(id)?.reject(new Unanswered("silent", `Its thread did not answer within ${seconds} s`));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }
}
