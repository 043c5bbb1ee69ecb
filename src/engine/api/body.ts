import type { IncomingMessage } from "node:http";
import { Problem } from "./problem.ts";
import type { Schema } from "./schema.ts";

const MAX_BYTES = 64 * 1024;

/**
 * The JSON of a request's body, of the shape that is asked for.
 * @throws Problem FAROL_UNSUPPORTED_MEDIA_TYPE, FAROL_BODY_TOO_LARGE, FAROL_BAD_BODY
 */
export async function readBody(request: IncomingMessage, { json }: Schema<unknown>): Promise<unknown> {
  const type = request.headers["content-type"] ?? "none";
  if (!/^application\/json\b/i.test(type)) {
    throw new Problem("FAROL_UNSUPPORTED_MEDIA_TYPE", `Content-Type: ${type}: it is application/json`);
  }
  const value = parsed(await readText(request, MAX_BYTES, tooLarge));
  const fault = faultOf(value, json, "");
  if (fault !== undefined) throw new Problem("FAROL_BAD_BODY", fault);
  return value;
}

/**
 * A request's body.
 * @throws what `tooLarge` makes, as soon as there are more than `maxBytes`
 */
export async function readText(
  request: IncomingMessage,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLarge(): Problem {
  const headers = { connection: "close" };
  return new Problem("FAROL_BODY_TOO_LARGE", `The body has more than ${MAX_BYTES} bytes`, headers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("FAROL_BAD_BODY", `It is not JSON: ${(error as Error).message}`);
  }
}

/** As much of JSON Schema as `schema.ts` writes. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/** What is wrong with a value, and where; undefined when nothing is. */
function faultOf(value: unknown, shape: Shape, at: string): string | undefined {
  const { anyOf, enum: values } = shape;
  if (anyOf !== undefined) {
    const faults = anyOf.map((one) => faultOf(value, one, at));
    return faults.includes(undefined) ? undefined : faults[0];
  }
  if (!isOf(value, shape.type)) return `${at || "The body"}: ${shown(value)} is no ${shape.type}`;
  if (values !== undefined && !values.includes(value)) {
    return `${at}: ${shown(value)} is none of ${values.join(", ")}`;
  }
  if (Array.isArray(value)) return first(value, (item, i) => faultOf(item, shape.items ?? {}, `${at}[${i}]`));
  return shape.properties === undefined ? undefined : fieldFault(value as object, shape, at);
}

function fieldFault(
  value: object,
  { properties = {}, required = [] }: Shape,
  at: string,
): string | undefined {
  const path = (name: string) => (at === "" ? name : `${at}.${name}`);
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${path(missing)}: it is required`;
  return first(Object.entries(value), ([name, field]) =>
    Object.hasOwn(properties, name)
      ? faultOf(field, properties[name]!, path(name))
      : `${path(name)}: there is no such field; there are ${Object.keys(properties).join(", ")}`,
  );
}

function isOf(value: unknown, type: string | undefined): boolean {
  if (type === undefined) return true;
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function first<T>(items: readonly T[], fault: (item: T, index: number) => string | undefined) {
  for (const [i, item] of items.entries()) {
    const found = fault(item, i);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
