import type { Clock, Logger, WebhookReceiver } from "../../../model/index.ts";
import type { Sent } from "../receiver.ts";
import { tell } from "./http/tell.ts";
import { addressOf } from "./secrets/address.ts";
import type { SecretFiles } from "./secrets/secret-files.ts";
import { settled } from "./settled.ts";

export interface HeartbeatOptions {
  /** A service outside of all this that raises an alarm when it hears nothing any more. */
  readonly to: WebhookReceiver["to"];
  readonly secrets: SecretFiles;
  /** In milliseconds. Default 60,000. */
  readonly intervalMs?: number;
  /** How long one beat may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Whether what the beat stands for still works, such as that rules are evaluated. Default: it does. */
  readonly isAlive?: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What became of one beat; `withheld` where there was nothing alive to tell of. */
type Beat = { readonly atMs: number } & (Sent | { readonly outcome: "withheld" });

/** Tells a dead man's switch again and again that alerts would be told of. What is not heard is not tried again before the next beat. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #last: Beat | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** The last beat that ended; undefined before the first has. */
  get last(): Beat | undefined {
    return this.#last;
  }

  /** Beats now, and each interval from now on. */
  start(): void {
    void this.beat();
    this.#timer = setInterval(() => void this.beat(), this.#options.intervalMs ?? 60_000);
  }

  /** Beats once. Never rejects. */
  async beat(): Promise<void> {
    const { clock, isAlive = () => true, timeoutMs = 10_000 } = this.#options;
    const atMs = clock.now();
    const attempt = (signal: AbortSignal) => this.#tell(signal);
    const sent = isAlive() ? await settled(attempt, this.#stop.signal, timeoutMs) : withheld;
    this.#remember({ atMs, ...sent });
  }

  /** Ends it, and the beat under way. */
  close(): void {
    clearInterval(this.#timer);
    this.#stop.abort();
  }

  async #tell(signal: AbortSignal): Promise<Sent> {
    const { to, secrets, clock } = this.#options;
    return tell({ ...(await addressOf(to, secrets)), method: "GET" }, clock, signal);
  }

  /** The log hears of changes only. */
  #remember(beat: Beat): void {
    const { logger } = this.#options;
    const before = this.#last?.outcome ?? "taken";
    this.#last = beat;
    if (this.#stop.signal.aborted || before === beat.outcome) return;
    if (beat.outcome === "taken") logger.info({}, "The heartbeat is heard again");
    else logger.warn({ ...beat }, "The heartbeat is not heard");
  }
}

const withheld = { outcome: "withheld" } as const;
