/** What `.` is, and the variables that are seen. */
export class Scope<V> {
  readonly dot: V;
  readonly #variables: Map<string, V>;
  readonly #outer: Scope<V> | undefined;

  constructor(dot: V, variables: Iterable<readonly [string, V]>, outer?: Scope<V>) {
    this.dot = dot;
    this.#variables = new Map(variables);
    this.#outer = outer;
  }

  inner(dot = this.dot): Scope<V> {
    return new Scope(dot, [], this);
  }

  /** @throws Error for one that was declared in a branch that was not taken */
  get(name: string): V {
    return this.#holder(name).#variables.get(name) as V;
  }

  declare(name: string, value: V): void {
    this.#variables.set(name, value);
  }

  set(name: string, value: V): void {
    this.#holder(name).#variables.set(name, value);
  }

  #holder(name: string): Scope<V> {
    if (this.#variables.has(name)) return this;
    if (this.#outer === undefined) throw new Error(`undefined variable: ${name}`);
    return this.#outer.#holder(name);
  }
}
