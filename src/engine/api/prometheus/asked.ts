import type { RangeAnswers } from "../../range-answers/index.ts";
import type { Context } from "../context.ts";
import type { PrometheusLimits } from "./limits.ts";

/** What answers know of the engine. */
export type ApiContext = Pick<
  Context,
  | "service"
  | "farolVersion"
  | "startedAtMs"
  | "tickMs"
  | "clock"
  | "logger"
  | "census"
  | "store"
  | "storeSize"
  | "numbers"
  | "port"
  | "threads"
  | "lastTickMs"
  | "alerting"
  | "refresh"
>;

/** A request, as what answers it knows it. */
export interface Asked {
  /** The form's parameters and then the address', as Go reads them. */
  readonly given: URLSearchParams;
  /** The label that a path names. */
  readonly label: string;
  readonly context: ApiContext;
  readonly limits: PrometheusLimits;
  /** What was answered before; undefined where the client wants everything evaluated anew. */
  readonly answers: RangeAnswers | undefined;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** What a request is answered with. */
export interface Answer {
  /** JSON in pieces, made while it is sent; undefined where there is nothing to be said (204). */
  readonly data: Iterable<string> | undefined;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** A value that is small enough to be written at once. */
export function whole(data: unknown, said: Omit<Answer, "data"> = {}): Answer {
  return { data: [JSON.stringify(data)], ...said };
}

/** Something that can be asked for. */
export interface Route {
  /** Whether it is answered to POST, too, which here only reads. */
  readonly takesForm: boolean;
  /** Whether it goes through the store, and so takes its turn. */
  readonly costs: boolean;
  /** @throws ApiError, QueryError */
  answer(asked: Asked): Answer | Promise<Answer>;
}
