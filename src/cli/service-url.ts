import { UsageError } from "./command.ts";

/** Where a service is when nothing is said. */
export const DEFAULT_URL = "http://localhost:8000";

/**
 * A page below a service's address.
 * @throws UsageError when the address is none
 */
export function pageBelow(address: string, path: string): URL {
  // With the slash, what the address ends in is a folder, and stays.
  const url = URL.parse(path, address.endsWith("/") ? address : `${address}/`);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--url ${address} is no address like ${DEFAULT_URL}`);
  return url;
}
