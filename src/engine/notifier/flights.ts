import type { OutgoingMessage, Sender, Sent } from "./receiver.ts";

interface Flight {
  readonly receiver: string;
  readonly controller: AbortController;
  readonly deadlineMs: number;
  /** Hears once what became of it. */
  readonly land: (sent: Sent) => void;
}

interface FlightsOptions {
  readonly senders: ReadonlyMap<string, Sender>;
  readonly timeoutMs: number;
  readonly attemptsAtOnce: number;
}

/** The attempts that are under way: so many at once to each receiver, and none longer than its time. */
export class Flights {
  readonly #options: FlightsOptions;
  readonly #flights = new Map<string, Flight>();
  #idle = Promise.withResolvers<void>();

  constructor(options: FlightsOptions) {
    this.#options = options;
  }

  has(id: string): boolean {
    return this.#flights.has(id);
  }

  /** Whether one more may be started to a receiver. */
  hasRoom(receiver: string): boolean {
    const flights = [...this.#flights.values()].filter((flight) => flight.receiver === receiver);
    return flights.length < this.#options.attemptsAtOnce;
  }

  start(message: OutgoingMessage, nowMs: number, land: (sent: Sent) => void): void {
    const { id, receiver } = message;
    const controller = new AbortController();
    const flight = { receiver, controller, deadlineMs: nowMs + this.#options.timeoutMs, land };
    this.#flights.set(id, flight);
    sendSafely(this.#options.senders.get(receiver), message, controller.signal).then((sent) =>
      this.#end(id, flight, sent),
    );
  }

  /** Gives up those that took too long; what their receivers say later is not heard. */
  giveUp(nowMs: number): void {
    const reason = `no answer within ${this.#options.timeoutMs / 1000} s`;
    for (const [id, flight] of this.#flights) {
      if (flight.deadlineMs > nowMs) continue;
      flight.controller.abort();
      this.#end(id, flight, { outcome: "retry", reason });
    }
  }

  /** When the next one has taken too long; Infinity when none is under way. */
  get nextMs(): number {
    return Math.min(...[...this.#flights.values()].map(({ deadlineMs }) => deadlineMs));
  }

  /** Resolves once none is under way. */
  idle(): Promise<void> {
    return this.#flights.size === 0 ? Promise.resolve() : this.#idle.promise;
  }

  /** Asks all of them to come to an end. */
  abort(): void {
    for (const { controller } of this.#flights.values()) controller.abort();
  }

  #end(id: string, flight: Flight, sent: Sent): void {
    if (this.#flights.get(id) !== flight) return;
    this.#flights.delete(id);
    flight.land(sent);
    if (this.#flights.size > 0) return;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
  }
}

async function sendSafely(
  sender: Sender | undefined,
  message: OutgoingMessage,
  signal: AbortSignal,
): Promise<Sent> {
  if (sender === undefined) {
    return { outcome: "refused", reason: `there is no receiver named ${message.receiver} any more` };
  }
  try {
    return await sender.send(message, signal);
  } catch {
    // Not the error's own words: they may hold a secret.
    return { outcome: "retry", reason: "the sender broke down" };
  }
}
