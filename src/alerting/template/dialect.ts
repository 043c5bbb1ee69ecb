/** A type of Go's that an argument must have; `any` takes everything. */
export type Parameter = "any" | "string" | "template.queryResult" | "*template.sample";

/** The last that a function takes may stand for any number. */
export type Parameters = readonly (Parameter | `...${Parameter}`)[];

/** A function of a template. Without `takes`, it is given whatever stands there. */
export type GoFunction<V> = ((...args: V[]) => V) & {
  readonly takes?: Parameters;
  /** How many steps a call counts for, beside its own and those for the length of its texts. */
  readonly cost?: (...args: V[]) => number;
};

/** What a program's templates do in their own way, on its own values. */
export interface Dialect<V> {
  /** The program, as errors name it. */
  readonly program: string;
  readonly functions: Readonly<Record<string, GoFunction<V> | undefined>>;
  isTrue(value: V): boolean;
  /** What `range` goes over; undefined for what it cannot. */
  entries(value: object): readonly (readonly [V, V])[] | undefined;
  printed(value: V): string;
  /** The name of its Go type. */
  typeName(value: V): string;
  /**
   * The field or key of a map or list.
   * @throws Error where there is none
   */
  field(of: object, name: string): V;
  /** What can be called on a value. */
  method?(of: object, name: string): GoFunction<V> | undefined;
}
