import type { Result } from "neverthrow";
import type { z } from "zod";
import type { Database } from "../database/drizzle.ts";
import type { Failure } from "../errors.ts";
import type { DomainEvent } from "../events.ts";
import type { Passwords } from "../identity/passwords.ts";
import type { Access, Actor } from "../identity/roles.ts";
import type { Clock, Log } from "../log.ts";

/** What the whole application has one of. */
export interface Services {
  /** A command's transaction; for a query, the server that it may read from. */
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

/** How a query's answer is kept. Its tags are what it depends on. */
export interface Caching<Input> {
  /** How old it may be where a change was not heard of: on an instance that Redis does not reach. */
  readonly ttlMs: number;
  tags(input: Input): readonly string[];
  /** What tells its answers apart. Default: the input. For an input that is a secret. */
  key?(input: Input): string;
  /**
   * Whether the latest answer is given while the database is out: `changed` even if it is known to have changed, though
   * not to who changed something since; `unchanged` only if it is not.
   */
  readonly stale: "unchanged" | "changed";
}

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
  /** False for a command that is one statement, and so needs no transaction around it. Default true. */
  readonly transaction?: boolean;
  /** For a query whose answer is the same for every caller who may ask. Default: it is asked each time. */
  readonly cache?: Caching<z.output<Input>>;
  /** For a command: the tags of what it changes. */
  invalidates?(input: z.output<Input>): readonly string[];
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
