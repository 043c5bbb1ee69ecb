import type { Budget } from "./budget.ts";
import type { Dialect, GoFunction, Parameter, Parameters } from "./dialect.ts";
import type { Scope } from "./scope.ts";
import { type Located, sourceText } from "./source-text.ts";
import type { Command, Literal, Operand, Pipe } from "./syntax.ts";
import { Interruption, TemplateFailure } from "./template-failure.ts";

/** What is called with arguments: those that are written, and what is piped to it. */
interface Arguments<V> {
  readonly operands: readonly Operand[];
  readonly piped: readonly V[];
  readonly scope: Scope<V>;
}

/**
 * Evaluates pipes. Remembers the part that it is at, as Go does, and does not go back to the outer one after an inner
 * one: errors name the part that was looked at last.
 */
export class Evaluator<V extends Literal | object | undefined> {
  readonly #dialect: Dialect<V>;
  readonly #source: string;
  readonly #budget: Budget;
  #definition: string | undefined;
  #at: Located = { kind: "dot", at: 0, path: [] };

  constructor(dialect: Dialect<V>, source: string, budget: Budget) {
    this.#dialect = dialect;
    this.#source = source;
    this.#budget = budget;
  }

  /** What errors say that they are in while `run` runs. */
  within(definition: string, run: () => void): void {
    const outer = this.#definition;
    this.#definition = definition;
    run();
    this.#definition = outer;
  }

  step(steps = 1): void {
    this.guarded(() => this.#budget.take(steps));
  }

  /** Makes any error of `run` a failure of the part that is evaluated. */
  guarded<T>(run: () => T, part?: Located, what = ""): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof Interruption || error instanceof TemplateFailure) throw error;
      return this.fail(what + (error as Error).message, part);
    }
  }

  /** @throws TemplateFailure */
  fail(reason: string, part = this.#at): never {
    throw new TemplateFailure(reason, { source: this.#source, part, definition: this.#definition });
  }

  pipe(pipe: Pipe, scope: Scope<V>): V {
    this.#at = pipe;
    let value = undefined as V;
    for (const [i, command] of pipe.commands.entries())
      value = this.#command(command, i === 0 ? [] : [value], scope);
    for (const name of pipe.variables) {
      if (pipe.declares) scope.declare(name, value);
      else this.guarded(() => scope.set(name, value));
    }
    return value;
  }

  #command(command: Command, piped: readonly V[], scope: Scope<V>): V {
    this.step();
    const [first, ...operands] = command.operands as [Operand, ...Operand[]];
    const given = { operands, piped, scope };
    if (first.kind === "function") return this.#function(first.name, first, command, given);
    if ("path" in first && first.path.length > 0) return this.#fields(first, given);
    if (first.kind !== "pipe") this.#at = first;
    if (operands.length + piped.length > 0)
      this.fail(`can't give argument to non-function ${sourceText(first)}`);
    if (first.kind === "nil") this.fail("nil is not a command");
    return this.#value(first, scope);
  }

  /** The value of what takes no arguments. */
  #value(operand: Operand, scope: Scope<V>): V {
    const none = { operands: [], piped: [], scope };
    if (operand.kind !== "pipe") this.#at = operand;
    switch (operand.kind) {
      case "literal":
        return operand.value as V;
      case "nil":
        return undefined as V;
      case "pipe":
        return this.pipe(operand, scope);
      case "function":
        return this.#function(operand.name, operand, operand, none);
      default:
        return operand.path.length > 0 ? this.#fields(operand, none) : this.#start(operand, scope);
    }
  }

  #start(operand: Exclude<Operand, { kind: "literal" | "nil" | "pipe" | "function" }>, scope: Scope<V>): V {
    if (operand.kind === "dot") return scope.dot;
    if (operand.kind === "variable") return this.guarded(() => scope.get(operand.name));
    if (operand.of.kind === "nil") this.fail(`indirection through explicit nil in ${sourceText(operand)}`);
    return this.#value(operand.of, scope);
  }

  /** Fields and keys, one after the other; the last may be a method, which takes the arguments. */
  #fields(operand: Extract<Operand, { path: readonly string[] }>, given: Arguments<V>): V {
    this.#at = operand;
    const none = { ...given, operands: [], piped: [] };
    return operand.path.reduce(
      (value, name, i) => {
        // what a map of Go's does not hold is another nothing than none at all
        if (value === undefined && i > 0) this.fail(`nil pointer evaluating interface {}.${name}`);
        return this.#field(value, name, operand, i === operand.path.length - 1 ? given : none);
      },
      this.#start(operand, given.scope),
    );
  }

  #field(of: V, name: string, part: Operand, given: Arguments<V>): V {
    if (of === undefined) return of;
    if (typeof of !== "object")
      this.fail(`can't evaluate field ${name} in type ${this.#dialect.typeName(of)}`);
    const method = this.#dialect.method?.(of, name);
    if (method !== undefined) return this.#call(method, name, part, given);
    const field = this.guarded(() => this.#dialect.field(of, name));
    if (given.operands.length + given.piped.length === 0) return field;
    return this.fail(
      this.#dialect.typeName(of).startsWith("map")
        ? `${name} is not a method but has arguments`
        : `${name} has arguments but cannot be invoked as function`,
    );
  }

  #function(name: string, part: Operand, whole: Located, given: Arguments<V>): V {
    this.#at = part;
    const called = this.#dialect.functions[name];
    if (called === undefined) this.fail(`${name} cannot be rendered outside of ${this.#dialect.program}`);
    if (name === "and" || name === "or") return this.#shortCircuit(name, called, given);
    return this.#call(called, name, whole, given);
  }

  /** `and` and `or` stop at the argument that decides. */
  #shortCircuit(name: string, { takes }: GoFunction<V>, { operands, piped, scope }: Arguments<V>): V {
    this.#checkCount(name, takes, operands.length, piped.length);
    let value = undefined as V;
    for (const operand of operands) {
      value = this.#argument(operand, "any", scope);
      if (this.#dialect.isTrue(value) === (name === "or")) return value;
    }
    return piped.length > 0 ? piped[0]! : value;
  }

  #call(called: GoFunction<V>, name: string, part: Located, { operands, piped, scope }: Arguments<V>): V {
    const { takes } = called;
    this.#checkCount(name, takes, operands.length, piped.length);
    const args = operands.map((operand, i) => this.#argument(operand, parameterAt(takes, i), scope));
    args.push(...piped.map((value) => this.#checked(value, parameterAt(takes, operands.length))));
    this.guarded(() => this.#budget.takeTexts(args));
    if (called.cost !== undefined) this.step(called.cost(...args));
    const result = this.guarded(() => called(...args), part, `error calling ${name}: `);
    this.guarded(() => this.#budget.takeTexts([result]));
    return result;
  }

  #checkCount(name: string, takes: Parameters = ["...any"], written: number, piped: number): void {
    const isOpen = takes.at(-1)?.startsWith("...") === true;
    const least = isOpen ? takes.length - 1 : takes.length;
    const given = written + piped;
    if (isOpen && given < least)
      this.fail(`wrong number of args for ${name}: want at least ${least} got ${written}`);
    if (!isOpen && given !== least) this.fail(`wrong number of args for ${name}: want ${least} got ${given}`);
  }

  #argument(operand: Operand, type: Parameter, scope: Scope<V>): V {
    this.#at = operand;
    this.step();
    if (operand.kind === "nil" && type === "string") this.fail(`cannot assign nil to ${type}`);
    if (operand.kind === "literal") this.#checkLiteral(operand, type);
    return operand.kind === "nil" ? (undefined as V) : this.#checked(this.#value(operand, scope), type);
  }

  #checkLiteral({ value, text }: Extract<Operand, { kind: "literal" }>, type: Parameter): void {
    if (type === "any" || (type === "string" && typeof value === "string")) return;
    if (type === "string") this.fail(`expected string; found ${text}`);
    this.fail(`can't handle ${text} for arg of type ${type}`);
  }

  #checked(value: V, type: Parameter): V {
    if (type === "any") return value;
    if (value === undefined) return type === "string" ? this.fail(`invalid value; expected ${type}`) : value;
    const name = this.#dialect.typeName(value);
    if (name !== type) this.fail(`wrong type for value; expected ${type}; got ${name}`);
    return value;
  }
}

function parameterAt(takes: Parameters | undefined, index: number): Parameter {
  const parameter = takes?.[Math.min(index, takes.length - 1)];
  return (parameter?.replace("...", "") ?? "any") as Parameter;
}
