import { type Flags, padded } from "./flags.ts";
import { general } from "./float-text.ts";
import { momentText } from "./moment.ts";
import { joined } from "./output.ts";
import { entries, HtmlText, Moment, Struct, typeName, type Value } from "./value.ts";
import { floatVerb, integerVerb, stringVerb } from "./verbs.ts";

/** What Go prints of a pointer is another number each time. */
const POINTER = "0xc000000000";

/** `%v` */
export function plainText(value: Value): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? general(value) : formatted(value, "v", {});
}

/** The same of many, one after the other. */
export function* plainTexts(values: readonly Value[]): Iterable<string> {
  for (const value of values) yield plainText(value);
}

/** What an action prints: what a pointer points to, and not the pointer. */
export function printed(value: Value): string {
  if (value instanceof Struct && value.isPointer) return structText(value, "v", {});
  return plainText(value);
}

/** What Go's fmt makes of a value for a verb. */
export function formatted(value: Value, verb: string, flags: Flags): string {
  // nil has no type whose name could be cut
  if (value === undefined) return verb === "v" || verb === "T" ? padded("<nil>", flags) : `%!${verb}(<nil>)`;
  if (verb === "T") return stringVerb(typeName(value), "s", flags)!;
  // for errors only, which templates have not
  if (verb === "w") return unfit(value, verb, flags);
  if (value instanceof Struct && value.isPointer) return `&${structText(value, verb, flags)}`;
  return inner(value, verb, flags);
}

function inner(value: Value, verb: string, flags: Flags): string {
  return verbText(value, verb, flags) ?? unfit(value, verb, flags);
}

function verbText(value: Value, verb: string, flags: Flags): string | undefined {
  switch (typeof value) {
    case "string":
      return stringVerb(value, verb, flags);
    case "number":
      return floatVerb(value, verb, flags);
    case "bigint":
      return integerVerb(value, verb, flags);
    case "boolean":
      return verb === "v" || verb === "t" ? padded(String(value), flags) : undefined;
    case "undefined":
      return flags.isGoSyntax ? "interface {}(nil)" : "<nil>";
    case "object":
      return objectText(value, verb, flags);
  }
}

function unfit(value: Value, verb: string, flags: Flags): string {
  return `%!${verb}(${typeName(value)}=${inner(value, "v", flags)})`;
}

function objectText(value: object, verb: string, flags: Flags): string | undefined {
  if (value instanceof HtmlText) return stringVerb(value.text, verb, flags);
  if (value instanceof Moment) return stringVerb(momentText(value), verb, flags);
  if (value instanceof Struct) return value.isPointer ? POINTER : structText(value, verb, flags);
  const name = typeName(value as Value);
  if (Array.isArray(value)) return enclosed(inners(value, verb, flags), name, ["[", "]"], flags);
  const pairs = (entries(value) ?? []).map(([key, one]) => [inner(key, verb, flags), one] as const);
  return enclosed(named(pairs, verb, flags), name, ["map[", "]"], flags);
}

function structText({ typeName: name, fields }: Struct, verb: string, flags: Flags): string {
  const isNamed = flags.isVerbose || flags.isGoSyntax;
  const texts = isNamed
    ? named(Object.entries(fields), verb, flags)
    : inners(Object.values(fields), verb, flags);
  return enclosed(texts, name.replace("*", ""), ["{", "}"], flags);
}

/** What holds others: after its type's name in Go's syntax, else within signs of its own. */
function enclosed(
  texts: Iterable<string>,
  name: string,
  [open, close]: readonly [string, string],
  { isGoSyntax }: Flags,
): string {
  return isGoSyntax ? `${name}{${joined(texts, ", ")}}` : `${open}${joined(texts, " ")}${close}`;
}

function* inners(values: readonly Value[], verb: string, flags: Flags): Iterable<string> {
  for (const value of values) yield inner(value, verb, flags);
}

function* named(pairs: readonly (readonly [string, Value])[], verb: string, flags: Flags): Iterable<string> {
  for (const [name, value] of pairs) yield `${name}:${inner(value, verb, flags)}`;
}
