import { EXIT, type Exit } from "./command.ts";
import { readDuration } from "./duration-option.ts";
import { fetchJson } from "./fetch-json.ts";
import { refusalText } from "./refusal.ts";
import { DEFAULT_URL, pageBelow } from "./service-url.ts";
import { neededToken, readToken, TOKEN_HELP, TOKEN_OPTIONS } from "./token.ts";

/** For `readOptions`: where the service is, and how it is asked. */
export const SERVICE_OPTIONS = {
  url: { type: "string", default: DEFAULT_URL },
  ...TOKEN_OPTIONS,
  timeout: { type: "string", default: "30s" },
} as const;

export const SERVICE_HELP = `  --url <address>        the service's address (default: ${DEFAULT_URL})
${TOKEN_HELP}
  --timeout <duration>   how long to wait for an answer (default: 30s)`;

/** What was said about the service. */
export interface ServiceValues {
  readonly url: string;
  readonly token?: string | undefined;
  readonly "token-file"?: string | undefined;
  readonly timeout: string;
}

export type Answer<T> = { readonly kind: "answered"; readonly body: T } | Refused;

interface Refused {
  readonly kind: "refused";
  /** For people. */
  readonly reason: string;
}

/** Tells why nothing was answered or done. */
export function tellRefusal({ reason }: Refused): Exit {
  console.error(reason);
  return EXIT.failed;
}

/** Tells what was answered, as JSON where that is wanted. */
export function tellAnswer<T>(answer: Answer<T>, isJson: boolean, textOf: (body: T) => string): Exit {
  if (answer.kind === "refused") return tellRefusal(answer);
  console.log(isJson ? JSON.stringify(answer.body) : textOf(answer.body));
  return EXIT.done;
}

/** Lists that say who evaluates the service's rules. */
export interface Evaluated {
  readonly evaluatedBy: "engine" | "prometheus" | "nobody";
}

/**
 * Asks for a list of the service's monitoring API; one about rules that another evaluates is refused.
 * @param path Below `/api/v1/monitoring/`
 */
export async function read<T extends Evaluated>(values: ServiceValues, path: string): Promise<Answer<T>> {
  const token = readToken(values);
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await ask<T>(values, path, { headers });
  if (answer.kind === "refused" || answer.body.evaluatedBy === "engine") return answer;
  return { kind: "refused", reason: ELSEWHERE[answer.body.evaluatedBy] ?? "That is no answer of Farol's." };
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  prometheus:
    "The service evaluates no rules: the Prometheus of its PROMETHEUS_URL does. Ask that one's Alertmanager.",
  nobody: "The service evaluates no rules. Its log says why, if it was given some.",
};

/**
 * Commands something, once: whether to try again is for who commands to say.
 * @throws UsageError without a token
 */
export async function command<T>(values: ServiceValues, path: string, body: object): Promise<Answer<T>> {
  const headers = { authorization: `Bearer ${neededToken(values)}`, "content-type": "application/json" };
  return await ask<T>(values, path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function ask<T>(values: ServiceValues, path: string, init: RequestInit): Promise<Answer<T>> {
  const url = pageBelow(values.url, `api/v1/monitoring/${path}`);
  const fetched = await fetchJson(url, init, readDuration("timeout", values.timeout));
  if (fetched.kind === "unreachable")
    return { kind: "refused", reason: `${url.origin} does not answer (${fetched.reason}).` };
  const { status, json } = fetched;
  if (status >= 300 || typeof json !== "object" || json === null)
    return { kind: "refused", reason: refusalText(status, json, url) };
  return { kind: "answered", body: json as T };
}
