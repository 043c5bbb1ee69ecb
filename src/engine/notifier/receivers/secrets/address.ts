import type { WebhookReceiver } from "../../../../model/index.ts";
import { secretsOfUrl } from "./redacted.ts";
import type { SecretFiles } from "./secret-files.ts";

/** Where something is sent to, how reasons name it, and what they may not repeat of it. */
export interface Address {
  readonly url: URL;
  readonly who: string;
  readonly secrets: readonly string[];
}

/**
 * An address that stands in the definition, or in a file because it is a secret.
 * @throws FarolError FAROL_SECRET_FILE
 */
export async function addressOf(to: WebhookReceiver["to"], files: SecretFiles): Promise<Address> {
  const url = "url" in to ? new URL(to.url) : await files.readUrl(to.urlFile);
  const who = "url" in to ? url.host : `the address in ${to.urlFile}`;
  return { url, who, secrets: secretsOfUrl(url) };
}
