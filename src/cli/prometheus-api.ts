import type { Labels } from "../index.ts";
import { type Fetched, fetchJson } from "./fetch-json.ts";

/** A question to Prometheus' HTTP API. */
export interface Asked {
  readonly expr: string;
  readonly when:
    | { readonly kind: "instant"; readonly atSeconds: number | undefined }
    | {
        readonly kind: "range";
        readonly startSeconds: number;
        readonly endSeconds: number;
        readonly stepSeconds: number;
      };
  /** A page below the address that was given. */
  readonly addressOf: (path: string) => URL;
  readonly token: string | undefined;
  /** How long each request may take. */
  readonly limitMs: number;
}

/** A number as the API writes it, at a time. */
export type Written = readonly [seconds: number, value: string];

/** What the API answers with. */
export type QueryData =
  | { readonly resultType: "scalar" | "string"; readonly result: Written }
  | {
      readonly resultType: "vector";
      readonly result: readonly { readonly metric: Labels; readonly value: Written }[];
    }
  | {
      readonly resultType: "matrix";
      readonly result: readonly { readonly metric: Labels; readonly values: readonly Written[] }[];
    };

interface Envelope {
  readonly status: "success" | "error";
  readonly data?: QueryData;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

export type QueryAnswer =
  | {
      readonly kind: "answered";
      readonly data: QueryData;
      /** Warnings and infos. */
      readonly said: readonly string[];
      readonly envelope: Envelope;
    }
  /** In the server's words. */
  | { readonly kind: "refused"; readonly reason: string; readonly envelope: Envelope }
  | { readonly kind: "unreachable"; readonly reason: string };

/** Where the API stands below an address: as Farol has it, and as Prometheus. */
const ROOTS = ["farol/prometheus/", ""];

/** Finds the API and asks it. Never throws. */
export async function askPrometheus(asked: Asked): Promise<QueryAnswer> {
  const { addressOf, limitMs } = asked;
  const headers = headersOf(asked);
  for (const root of ROOTS) {
    const about = addressOf(`${root}api/v1/status/buildinfo`);
    const told = await fetchJson(about, { headers }, limitMs);
    if (isElsewhere(told)) continue;
    return isRefusal(told) ? answerOf(told, about) : await ask(asked, root);
  }
  return {
    kind: "unreachable",
    reason: `There is no API of Prometheus at ${addressOf("").href}. Is --url the address of the service?`,
  };
}

async function ask(asked: Asked, root: string): Promise<QueryAnswer> {
  const url = asked.addressOf(`${root}api/v1/${asked.when.kind === "instant" ? "query" : "query_range"}`);
  // as a form, since an address has a greatest length
  const init = { method: "POST", headers: headersOf(asked), body: formOf(asked) };
  return answerOf(await fetchJson(url, init, asked.limitMs), url);
}

function isRefusal(fetched: Fetched): boolean {
  return fetched.kind === "unreachable" || fetched.status >= 400;
}

/** Whether nobody there knows the API: some servers have a page of their own for whatever they do not know. */
function isElsewhere(told: Fetched): boolean {
  if (told.kind === "unreachable") return false;
  const isEnvelope = typeof told.json === "object" && told.json !== null && "status" in told.json;
  return told.status === 404 || (told.status < 400 && !isEnvelope);
}

function headersOf({ token }: Asked): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function formOf({ expr, when }: Asked): URLSearchParams {
  const form = new URLSearchParams({ query: expr });
  if (when.kind === "range") {
    form.set("start", String(when.startSeconds));
    form.set("end", String(when.endSeconds));
    form.set("step", String(when.stepSeconds));
  } else if (when.atSeconds !== undefined) form.set("time", String(when.atSeconds));
  return form;
}

function answerOf(fetched: Fetched, url: URL): QueryAnswer {
  if (fetched.kind === "unreachable")
    return { kind: "unreachable", reason: `${url.origin} does not answer (${fetched.reason}).` };
  const { status, json } = fetched;
  const envelope = (json ?? {}) as Partial<Envelope> & { readonly title?: string; readonly detail?: string };
  const { data, error, warnings = [], infos = [] } = envelope;
  if (envelope.status === "error" && error !== undefined)
    return { kind: "refused", reason: error, envelope: envelope as Envelope };
  if (envelope.status === "success" && data !== undefined)
    return { kind: "answered", data, said: [...warnings, ...infos], envelope: envelope as Envelope };
  if (envelope.title !== undefined)
    return {
      kind: "unreachable",
      reason: `${url.origin} answers ${status}, ${envelope.title}. ${envelope.detail ?? ""}`.trim(),
    };
  return { kind: "unreachable", reason: `${url.href} answers ${status}, which is not from Prometheus' API.` };
}
