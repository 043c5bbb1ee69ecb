import { fallback, handleAll, wrap } from "cockatiel";
import { z } from "zod";
import { finding, type ScanResult } from "../review/scan.ts";
import { type Endpoint, openEndpoint } from "./endpoint.ts";
import { type CallLimits, DEFAULT_LIMITS } from "./limits.ts";
import { createPolicies, isFinal } from "./policies.ts";
import type { Watch } from "./watch.ts";

const MAX_FINDINGS = 100;
const scannerAnswer = z.object({
  findings: z.array(finding).transform((findings) => findings.slice(0, MAX_FINDINGS)),
});

/** The service that looks for what stands out in a diff. Disposing of it cuts the calls that still wait. */
export interface Scanner extends AsyncDisposable {
  /** Never rejects: a scanner that does not answer makes the scan `unavailable`. Scanning changes nothing, so it is retried. */
  scan(diff: string, signal: AbortSignal): Promise<ScanResult>;
  /** Calls this whenever the scanner answers again after an outage. */
  onRecovery(listener: () => void): void;
}

export function createScanner(url: string, watch: Watch, limits: CallLimits = DEFAULT_LIMITS): Scanner {
  const endpoint = openEndpoint(url, limits.atOnce);
  const policies = createPolicies(limits);
  const unavailable: ScanResult = { state: "unavailable" };
  const policy = wrap(fallback(handleAll, unavailable), policies.policy);
  watch({ ...policies, policy }, { name: "scanner" });
  return {
    scan: (diff, signal) => policy.execute((attempt) => ask(endpoint, diff, attempt.signal), signal),
    onRecovery: (listener) => void policies.breaker.onReset(listener),
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}

async function ask(endpoint: Endpoint, diff: string, signal: AbortSignal): Promise<ScanResult> {
  try {
    const answer = await endpoint.post({ diff }, signal);
    return { state: "done", ...scannerAnswer.parse(JSON.parse(answer)) };
  } catch (error) {
    if (isFinal(error)) return { state: "refused" };
    throw error;
  }
}
