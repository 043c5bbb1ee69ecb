import type { Readable } from "node:stream";
import type { Access } from "./access.ts";
import type { Context } from "./context.ts";
import { type Parameters, readParameters, type ValuesOf } from "./parameter.ts";
import type { ProblemCode } from "./problem.ts";
import type { Schema } from "./schema.ts";

/** What goes back to the client. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  /** A stream is sent as it comes; it is compressed unless `headers` say that it is. */
  readonly body: Buffer | string | Readable;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the sending of a stream that is not over by then. */
  readonly until?: AbortSignal;
  /** Called when the body was sent, or will not be. */
  readonly release?: () => void;
}

/** What an endpoint may want to know of a request beside its parameters. */
export interface Asked {
  readonly accept: string | undefined;
  /** The address of who asks. */
  readonly client: string;
  /** Checked against the endpoint's `body`; undefined for an endpoint that has none. */
  readonly body: unknown;
}

/** One thing that can be asked for: what routes it is also what documents it. */
export interface Endpoint {
  /** `GET` reads, and answers HEAD too; `POST` changes something. */
  readonly method: "GET" | "POST";
  /** As OpenAPI writes it: `/metrics/{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly parameters: Parameters;
  /** The JSON that it takes. */
  readonly body?: Schema<unknown>;
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
  readonly parameters?: P;
  readonly schema: Schema<T>;
  /** What each status means whose body is of this shape. */
  readonly statuses: Readonly<Record<number, string>>;
  readonly problems?: readonly ProblemCode[];
}

interface ReadingSpec<P extends Parameters, T> extends JsonSpec<P, T> {
  /** Whether anyone may read it from anywhere. Default: no. */
  readonly open?: boolean;
  answer(context: Context, values: ValuesOf<P>): Answer<T> | Promise<Answer<T>>;
}

interface CommandSpec<P extends Parameters, B, T> extends JsonSpec<P, T> {
  readonly body: Schema<B>;
  /** `client` is the address of who commands, for the log. */
  answer(context: Context, values: ValuesOf<P>, body: B, client: string): Answer<T> | Promise<Answer<T>>;
}

/** An endpoint that reads, and answers with JSON of one shape. */
export function jsonEndpoint<T, P extends Parameters = Record<never, never>>(
  spec: ReadingSpec<P, T>,
): Endpoint {
  return {
    ...documented(spec),
    method: "GET",
    access: spec.open ? "open" : "reading",
    handle: async (context, given) => json(await spec.answer(context, valuesOf(spec, given))),
  };
}

/** An endpoint that changes something: it takes JSON of one shape, answers with JSON of another, and needs the token. */
export function jsonCommand<B, T, P extends Parameters = Record<never, never>>(
  spec: CommandSpec<P, B, T>,
): Endpoint {
  return {
    ...documented(spec),
    method: "POST",
    access: "writing",
    body: spec.body,
    handle: async (context, given, { body, client }) =>
      json(await spec.answer(context, valuesOf(spec, given), body as B, client)),
  };
}

function documented<P extends Parameters, T>(spec: JsonSpec<P, T>) {
  const { path, summary, schema, statuses, problems = [], parameters = {} } = spec;
  const content = { [JSON_TYPE]: schema.json };
  const responses = Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [status, { description, content }]),
  );
  return { path, summary, parameters, responses, problems };
}

function valuesOf<P extends Parameters, T>({ parameters }: JsonSpec<P, T>, given: URLSearchParams) {
  return readParameters(parameters ?? ({} as P), given);
}

/** NaN and infinities become null, as JSON has none. */
function json({ status = 200, body }: Answer<unknown>): Reply {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(body) };
}

const JSON_TYPE = "application/json";
