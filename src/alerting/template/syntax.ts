/** A parsed template: what stands in it, in order. */
export type Nodes = readonly Node[];

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipe: Pipe }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipe: Pipe;
      readonly then: Nodes;
      readonly otherwise: Nodes;
    };

/** `$name := first | second`: what each command yields is the next one's last argument. */
export interface Pipe {
  /** Variables that are given the value, of which `range` takes a key besides. */
  readonly variables: readonly string[];
  readonly declares: boolean;
  readonly commands: readonly (readonly Operand[])[];
}

/** `path` is the names of fields and keys that follow: `.a.b`. */
export type Operand =
  | { readonly kind: "literal"; readonly value: Literal }
  | { readonly kind: "dot"; readonly path: readonly string[] }
  | { readonly kind: "variable"; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: "pipe"; readonly pipe: Pipe; readonly path: readonly string[] }
  | { readonly kind: "function"; readonly name: string };

/** Go's `int` is a bigint here, so that it stays apart from `float64`. */
export type Literal = string | number | bigint | boolean | undefined;
