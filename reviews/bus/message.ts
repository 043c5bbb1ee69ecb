import type { Result } from "neverthrow";
import type { z } from "zod";
import type { Database } from "../database/pool.ts";
import type { Failure } from "../errors.ts";
import type { DomainEvent } from "../events.ts";
import type { Passwords } from "../identity/passwords.ts";
import type { Access, Actor } from "../identity/roles.ts";
import type { Clock, Log } from "../log.ts";

/** What the whole application has one of. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly passwords: Passwords;
  /** Tells what happened. Inside a transaction it is told when the transaction is committed, else never. */
  announce(event: DomainEvent): void;
}

/** Who sends a message, and how it shall be treated. */
export interface Caller {
  /** Undefined when nobody has signed in. */
  readonly actor: Actor | undefined;
  readonly log: Log;
  /** Sent with a command: the same key with the same input has one effect and one answer. */
  readonly idempotencyKey?: string | undefined;
}

/** What a handler may use. */
export interface Context extends Services, Caller {}

/** A command changes something, a query only reads; each has one handler. */
export interface Definition<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> {
  readonly name: Name;
  readonly input: Input;
  readonly allow: Access;
  /** Whether its answer may be kept for an idempotency key; false where the answer is a secret. Default true. */
  readonly replayable?: boolean;
  handle(input: z.output<Input>, context: Context): Promise<Result<Output, Failure>>;
}

/** A definition whose input is known to its own handler only. */
// biome-ignore lint/suspicious/noExplicitAny: a handler's input is contravariant; `any` is its only supertype
export type AnyDefinition = Definition<string, any>;

export type InputOf<D extends AnyDefinition> = z.input<D["input"]>;
export type OutputOf<D extends AnyDefinition> =
  Awaited<ReturnType<D["handle"]>> extends Result<infer Output, Failure> ? Output : never;

/** Names a message and ties its input to its handler. */
export function define<const Name extends string, Input extends z.ZodType, Output>(
  definition: Definition<Name, Input, Output>,
): Definition<Name, Input, Output> {
  return definition;
}

/** The actor of a message that only signed-in callers may send. */
export function actorOf({ actor }: Context): Actor {
  if (actor === undefined) throw new Error("a message without an actor passed authorization");
  return actor;
}
