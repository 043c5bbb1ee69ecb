import type { Log } from "../log.ts";
import type { Notification, Notifier } from "./notifier.ts";
import { isFinal } from "./policies.ts";
import { within } from "./within.ts";

export interface OutboxOptions {
  /** Notifications that wait; past that the oldest is lost. Default: 1000. */
  readonly capacity?: number;
  /** Deliveries at once. Default: 4. */
  readonly atOnce?: number;
  /** Until it is tried again after a failure, unless the webhook recovers before. Default: 5000. */
  readonly retryMs?: number;
  /** What disposing may take. Default: 2000. */
  readonly stopMs?: number;
}

/**
 * Notifications on their way to the webhook, oldest first, in memory: what the webhook cannot take now waits for it.
 * Disposing of it delivers what can be delivered within its limit.
 */
export class Outbox implements AsyncDisposable {
  readonly #notifier: Notifier;
  readonly #log: Log;
  readonly #options: Required<OutboxOptions>;
  readonly #waiting: Notification[] = [];
  readonly #stopping = new AbortController();
  #active = 0;
  #lost = 0;
  #pause: NodeJS.Timeout | undefined;
  #idle = Promise.withResolvers<void>();

  constructor(notifier: Notifier, log: Log, options: OutboxOptions = {}) {
    this.#notifier = notifier;
    this.#log = log;
    this.#options = { capacity: 1000, atOnce: 4, retryMs: 5000, stopMs: 2000, ...options };
    notifier.onRecovery(() => this.#resume());
  }

  /** How many wait, those on their way not among them. */
  get size(): number {
    return this.#waiting.length;
  }

  add(notification: Notification): void {
    this.#waiting.push(notification);
    this.#forgetOldest();
    this.#send();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#idle = Promise.withResolvers();
    this.#settle();
    await within(this.#options.stopMs, this.#idle.promise);
    this.#stopping.abort();
    clearTimeout(this.#pause);
    const lost = this.#waiting.length + this.#active;
    if (lost > 0) this.#log.warn({ lost }, "notifications were not delivered before the end");
  }

  #send(): void {
    while (this.#canSend()) {
      this.#active++;
      void this.#deliver(this.#waiting.shift()!);
    }
    this.#settle();
  }

  #canSend(): boolean {
    const isFree = this.#pause === undefined && this.#active < this.#options.atOnce;
    return isFree && this.#waiting.length > 0 && !this.#stopping.signal.aborted;
  }

  async #deliver(notification: Notification): Promise<void> {
    try {
      await this.#notifier.deliver(notification, this.#stopping.signal);
    } catch (err) {
      this.#failed(notification, err);
    }
    this.#active--;
    this.#send();
  }

  #failed(notification: Notification, err: unknown): void {
    if (this.#stopping.signal.aborted) return;
    if (isFinal(err)) {
      this.#log.warn({ err, notification: notification.id }, "the webhook refuses a notification");
      return;
    }
    this.#waiting.unshift(notification);
    this.#forgetOldest();
    this.#pause ??= setTimeout(() => this.#resume(), this.#options.retryMs).unref();
  }

  #resume(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#send();
  }

  #forgetOldest(): void {
    if (this.#waiting.length <= this.#options.capacity) return;
    this.#waiting.shift();
    if (this.#lost++ === 0) this.#log.warn({}, "too many notifications wait: the oldest are lost");
  }

  /** Nothing is under way, and nothing will be until the webhook is tried again. */
  #settle(): void {
    if (this.#waiting.length === 0 && this.#lost > 0) {
      this.#log.warn({ lost: this.#lost }, "the webhook takes notifications again; some were lost");
      this.#lost = 0;
    }
    if (this.#active === 0 && !this.#canSend()) this.#idle.resolve();
  }
}
