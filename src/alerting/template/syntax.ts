/** What stands in a template of Go's, in order, whichever program takes it. */
export type Nodes = readonly Node[];

/** `call` is `{{ template "name" pipe }}`. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipe: Pipe }
  | CallNode
  | { readonly kind: "break" | "continue" }
  | Block;

export interface CallNode extends Placed {
  readonly kind: "call";
  readonly name: string;
  readonly pipe?: Pipe;
}

export interface Block {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly then: Nodes;
  readonly otherwise: Nodes;
}

/** `at`: where it stands in the text that was parsed, as an index; Go's errors name the place. */
interface Placed {
  readonly at: number;
}

/** `$name := first | second`: what each command yields is the next one's last argument. */
export interface Pipe extends Placed {
  readonly kind: "pipe";
  /** Variables that are given the value, of which `range` takes a key besides. */
  readonly variables: readonly string[];
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

/** A function and its arguments, or a single value. */
export interface Command extends Placed {
  readonly kind: "command";
  readonly operands: readonly Operand[];
}

/** `path` is the names of fields and keys that follow: `.a.b`. */
export type Operand =
  | (Placed & { readonly kind: "literal"; readonly value: Literal; readonly text: string })
  | (Placed & { readonly kind: "nil" })
  | (Placed & { readonly kind: "dot"; readonly path: readonly string[] })
  | (Placed & { readonly kind: "variable"; readonly name: string; readonly path: readonly string[] })
  | (Placed & { readonly kind: "chain"; readonly of: Operand; readonly path: readonly string[] })
  | (Placed & { readonly kind: "function"; readonly name: string })
  | Pipe;

/** Go's `int` is a bigint here, so that it stays apart from `float64`. */
export type Literal = string | number | bigint | boolean;

/** A text, and the templates that it defines besides. */
export interface ParsedTemplate {
  readonly nodes: Nodes;
  readonly definitions: ReadonlyMap<string, Nodes>;
  /** What the places are of. */
  readonly source: string;
}
