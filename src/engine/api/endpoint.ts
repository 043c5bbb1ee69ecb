import type { Context } from "./context.ts";
import { type Parameters, readParameters, type ValuesOf } from "./parameter.ts";
import type { ProblemCode } from "./problem.ts";
import type { Schema } from "./schema.ts";

/** What goes back to the client. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when the body was sent, or will not be. */
  readonly release?: () => void;
}

/** What an endpoint may want to know of a request beside its parameters. */
export interface Asked {
  readonly accept: string | undefined;
}

/** One thing that can be asked for: what routes it is also what documents it. */
export interface Endpoint {
  /** As OpenAPI writes it: `/metrics/{name}`. */
  readonly path: string;
  readonly summary: string;
  /** Whether anyone may read it from anywhere. Otherwise clients that are not on this machine need the token. */
  readonly open: boolean;
  readonly parameters: Parameters;
  readonly responses: Readonly<Record<number, ResponseDoc>>;
  /** Problems of its own; those that every endpoint has are not listed. */
  readonly problems: readonly ProblemCode[];
  handle(context: Context, given: URLSearchParams, asked: Asked): Promise<Reply>;
}

export interface ResponseDoc {
  readonly description: string;
  /** The shape by content type. */
  readonly content: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An answer, with its status where that is not 200. */
export interface Answer<T> {
  readonly status?: number;
  readonly body: T;
}

interface JsonSpec<P extends Parameters, T> {
  readonly path: string;
  readonly summary: string;
  readonly open?: boolean;
  readonly parameters?: P;
  readonly schema: Schema<T>;
  /** What each status means whose body is of this shape. */
  readonly statuses: Readonly<Record<number, string>>;
  readonly problems?: readonly ProblemCode[];
  answer(context: Context, values: ValuesOf<P>): Answer<T> | Promise<Answer<T>>;
}

/** An endpoint that answers with JSON of one shape. */
export function jsonEndpoint<T, P extends Parameters = Record<never, never>>(spec: JsonSpec<P, T>): Endpoint {
  const { path, summary, open = false, schema, statuses, problems = [] } = spec;
  const parameters = spec.parameters ?? ({} as P);
  const content = { [JSON_TYPE]: schema.json };
  const responses = Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [status, { description, content }]),
  );
  return {
    path,
    summary,
    open,
    parameters,
    responses,
    problems,
    handle: async (context, given) => {
      const { status = 200, body } = await spec.answer(context, readParameters(parameters, given));
      // NaN and infinities become null, as JSON has none.
      return { status, contentType: JSON_TYPE, body: JSON.stringify(body) };
    },
  };
}

const JSON_TYPE = "application/json";
