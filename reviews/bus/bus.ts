import type { Result } from "neverthrow";
import type { Failure } from "../errors.ts";
import type { AnyDefinition, Caller, Context, InputOf, OutputOf, Services } from "./message.ts";

/** A message on its way to its handler. */
export interface Message {
  readonly definition: AnyDefinition;
  readonly input: unknown;
}

export type Handler = (message: Message, context: Context) => Promise<Result<unknown, Failure>>;

/** Wraps what comes behind it: may look, refuse, change the context, or do something after. */
export type Middleware = (next: Handler) => Handler;

/** Sends messages of one kind through one chain. */
export type Dispatch<Known extends AnyDefinition> = <D extends Known>(
  definition: D,
  input: InputOf<D>,
  caller: Caller,
) => Promise<Result<OutputOf<D>, Failure>>;

/** Where every change and every read goes through. */
export interface Bus<Command extends AnyDefinition, Query extends AnyDefinition> {
  readonly execute: Dispatch<Command>;
  readonly ask: Dispatch<Query>;
}

/** Joins middleware, outermost first, with the handlers of the messages. */
export function dispatcher<Known extends AnyDefinition>(
  services: Services,
  chain: readonly Middleware[],
): Dispatch<Known> {
  const handle = chain.reduceRight<Handler>((next, wrap) => wrap(next), callHandler);
  return (definition, input, caller) =>
    handle({ definition, input }, { ...services, ...caller }) as Promise<
      Result<OutputOf<typeof definition>, Failure>
    >;
}

const callHandler: Handler = ({ definition, input }, context) => definition.handle(input, context);
