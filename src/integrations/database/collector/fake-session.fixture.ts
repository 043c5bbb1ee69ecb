import { EventEmitter } from "node:events";
import type { Row } from "./reading.ts";
import type { Session } from "./session.ts";

/** A server's own error, as drivers tell it. */
export function refusal(code: string): Error {
  return Object.assign(new Error(`refused with ${code}`), { code, severity: "ERROR" });
}

/** A session that a test answers for. */
export class FakeSession implements Session {
  readonly version = 180_000;
  readonly asked: string[] = [];
  isClosed = false;
  readonly #answer: (sql: string) => readonly Row[];
  readonly #events = new EventEmitter();

  /** @param answer Throws what the session shall reject with. */
  constructor(answer: (sql: string) => readonly Row[] = () => []) {
    this.#answer = answer;
  }

  async read(sql: string): Promise<readonly Row[]> {
    this.asked.push(sql);
    return this.#answer(sql);
  }

  onLost(listener: () => void): void {
    this.#events.once("lost", listener);
  }

  /** The server ends it. */
  lose(): void {
    this.#events.emit("lost");
  }

  close(): void {
    this.isClosed = true;
  }
}
