import type { Labels } from "../../model/index.ts";
import type { Value, ValueMap } from "./value.ts";

/** A struct: an alert's data, or by pointer a sample. */
export class Struct {
  /** As Go names its type. */
  readonly typeName: string;
  readonly fields: ValueMap;

  constructor(typeName: string, fields: ValueMap) {
    this.typeName = typeName;
    this.fields = fields;
  }

  get isPointer(): boolean {
    return this.typeName.startsWith("*");
  }
}

/** One of the series that a query answers. */
export class Sample extends Struct {
  constructor(labels: Labels, value: number) {
    super("*template.sample", { Labels: labels, Value: value });
  }
}

/** Values that a map, with the maps in it, holds at most; made of themselves, they would grow without end. */
const MAX_SIZE = 10_000;

/** `map[string]interface {}`, which `args` makes: a key that is not there is nothing. */
export class AnyMap {
  readonly values: ValueMap;
  readonly length: number;
  readonly #size: number;

  /** @throws Error for more values than a map may hold */
  constructor(values: Readonly<Record<string, Value>>) {
    this.values = values;
    const all = Object.values(values);
    this.length = all.length;
    this.#size = all.reduce<number>((sum, one) => sum + AnyMap.#sizeOf(one), 0);
    if (this.#size > MAX_SIZE) throw new Error(`a map holds more than ${MAX_SIZE} values`);
  }

  static #sizeOf(value: Value): number {
    return value instanceof AnyMap ? value.#size : Array.isArray(value) ? value.length : 1;
  }
}

/** What `safeHtml` makes of a text. */
export class HtmlText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A moment, in UTC. */
export class Moment {
  /** Since 1970. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

export type GoObject = Struct | AnyMap | HtmlText | Moment;
