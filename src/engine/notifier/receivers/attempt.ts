import type { Clock, Logger } from "../../../model/index.ts";
import type { OutgoingMessage, Sent } from "../receiver.ts";
import type { TextsOf } from "./message/texts.ts";
import type { SecretFiles } from "./secrets/secret-files.ts";

/** What senders work with. */
export interface Means {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: SecretFiles;
  /** Renders the receiver's texts. */
  readonly textsOf: TextsOf;
}

/** One attempt as a kind of receiver makes it. May reject with what its secret is missing for, or once it is aborted. */
export type Attempt = (message: OutgoingMessage, signal: AbortSignal) => Promise<Sent>;
