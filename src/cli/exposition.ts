import { readFile } from "node:fs/promises";
import { UsageError } from "./command.ts";

/** How long a service may take to answer. */
const TIMEOUT_MS = 10_000;

/**
 * What a service's `/metrics` answers, or has answered.
 * @param page Its address, or the path of a file.
 * @throws UsageError when there is no answer
 */
export async function readExposition(page: string): Promise<string> {
  try {
    return /^https?:/.test(page) ? await fetched(page) : await readFile(page, "utf8");
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new UsageError(`${page} cannot be read: ${reason}`);
  }
}

async function fetched(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return await response.text();
}
