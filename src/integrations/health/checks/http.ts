import type { CheckOptions, HealthCheck } from "../check.ts";

/**
 * Whether GET on this address is answered with a status from 200 to 299; a redirect is none.
 * Default: the address's host as name, optional, shared.
 */
export function httpCheck(url: string | URL, options: CheckOptions = {}): HealthCheck {
  return {
    name: new URL(url).host,
    severity: "optional",
    ...options,
    run: async (signal) => {
      const response = await fetch(url, { signal, redirect: "manual" });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`answered ${response.status}`);
    },
  };
}
