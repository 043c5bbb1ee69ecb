/** The shape of a JSON value: for the reader of the documentation, and, as `T`, for the compiler. */
export interface Schema<T> {
  /** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Never there; carries the type. */
  readonly type?: T;
}

/** The values that a schema is of. */
export type TypeOf<S> = S extends Schema<infer T> ? T : never;
type Fields = Readonly<Record<string, Schema<unknown>>>;
type Simplify<T> = { readonly [K in keyof T]: T[K] };

export const text = (description?: string): Schema<string> => of("string", description);
export const number = (description?: string): Schema<number> => of("number", description);
export const integer = (description?: string): Schema<number> => of("integer", description);
export const boolean = (description?: string): Schema<boolean> => of("boolean", description);

/** One of these texts. */
export function oneOf<const V extends string>(...values: readonly V[]): Schema<V> {
  return { json: { type: "string", enum: values } };
}

export function described<T>({ json }: Schema<T>, description: string): Schema<T> {
  return { json: { ...json, description } };
}

export function nullable<T>({ json }: Schema<T>): Schema<T | null> {
  return { json: { anyOf: [json, { type: "null" }] } };
}

export function list<T>({ json }: Schema<T>): Schema<readonly T[]> {
  return { json: { type: "array", items: json } };
}

/** A list of exactly two. */
export function pair<A, B>(first: Schema<A>, second: Schema<B>): Schema<readonly [A, B]> {
  return { json: { type: "array", prefixItems: [first.json, second.json], minItems: 2, maxItems: 2 } };
}

/** An object whose names are not known beforehand. */
export function dictionary<T>({ json }: Schema<T>): Schema<Readonly<Record<string, T>>> {
  return { json: { type: "object", additionalProperties: json } };
}

export function object<F extends Fields, O extends Fields = Record<never, never>>(
  fields: F,
  optional: O = {} as O,
): Schema<Simplify<{ [K in keyof F]: TypeOf<F[K]> } & { [K in keyof O]?: TypeOf<O[K]> }>> {
  const properties = Object.fromEntries(
    Object.entries({ ...fields, ...optional }).map(([name, { json }]) => [name, json]),
  );
  return { json: { type: "object", required: Object.keys(fields), properties, additionalProperties: false } };
}

/** One shape or another. */
export function either<A, B>(a: Schema<A>, b: Schema<B>): Schema<A | B> {
  return { json: { anyOf: [a.json, b.json] } };
}

function of<T>(type: string, description: string | undefined): Schema<T> {
  return { json: description === undefined ? { type } : { type, description } };
}
