import { refusal } from "./refusal.ts";

/** A value in a document, which knows where it stands. What it is not asked to be, it refuses to be. */
export class Node {
  readonly path: string;
  readonly value: unknown;

  constructor(path: string, value: unknown) {
    this.path = path;
    this.value = value;
  }

  /** Its fields by name. One that is not among these is refused: what is not understood would get lost. */
  fields<R extends string, O extends string>(
    required: readonly R[],
    optional: readonly O[] = [],
  ): Record<R, Node> & Partial<Record<O, Node>> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) this.refuse("is a mapping");
    const known: readonly string[] = [...required, ...optional];
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.#at(key).refuse("is nothing that an objective of Farol can express");
    }
    for (const key of required) if (!Object.hasOwn(value, key)) this.#at(key).refuse("is required");
    const nodes = Object.entries(value).map(([key, inner]) => [key, new Node(this.#at(key).path, inner)]);
    return Object.fromEntries(nodes);
  }

  /** The only element of a list. */
  only(): Node {
    const { value } = this;
    if (!Array.isArray(value) || value.length !== 1) this.refuse("is a list of exactly one");
    return new Node(`${this.path}[0]`, value[0]);
  }

  text(): string {
    if (typeof this.value !== "string" || this.value === "") this.refuse("is a text");
    return this.value;
  }

  number(): number {
    if (typeof this.value !== "number") this.refuse("is a number");
    return this.value;
  }

  /** Refuses whatever is not this. */
  mustBe(wanted: string | boolean): void {
    if (this.value !== wanted) this.refuse(`is ${wanted}, not ${JSON.stringify(this.value)}`);
  }

  refuse(rule: string, cause?: unknown): never {
    throw refusal(this.path, `it ${rule}`, cause);
  }

  #at(key: string): Node {
    return new Node(this.path === "" ? key : `${this.path}.${key}`, undefined);
  }
}
