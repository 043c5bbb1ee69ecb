/**
 * JSON that keeps what JSON alone would lose: dates, bigints, maps, sets and numbers that are not finite come back as
 * what they were. What is undefined is left out, as in JSON.
 */
const TAG = "$cache";

type Tagged =
  | readonly ["date" | "bigint" | "number", string]
  | readonly ["map" | "object", [string, unknown][]]
  | readonly ["set", unknown[]];

/**
 * A value as a text.
 * @throws TypeError when it refers to itself.
 */
export function serialize(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain) {
    // the holder's own value: JSON has made a string of a date before it asks
    const tagged = tag(this[key]);
    return tagged === undefined ? plain : { [TAG]: tagged };
  });
}

/**
 * What `serialize` was given.
 * @throws SyntaxError when it was not.
 */
export function deserialize(text: string): unknown {
  // most answers hold nothing but JSON, which is read several times faster without a look at each value
  if (!text.includes(`"${TAG}"`)) return JSON.parse(text);
  return JSON.parse(text, (_key, value) => (hasTag(value) ? revive(value[TAG] as Tagged) : value));
}

function tag(value: unknown): Tagged | undefined {
  if (typeof value === "bigint") return ["bigint", String(value)];
  if (typeof value === "number" && !Number.isFinite(value)) return ["number", String(value)];
  if (value instanceof Date) return ["date", String(value.getTime())];
  if (value instanceof Map) return ["map", [...value]];
  if (value instanceof Set) return ["set", [...value]];
  // an object of the application that looks like one of ours
  return hasTag(value) ? ["object", Object.entries(value)] : undefined;
}

function revive([type, content]: Tagged): unknown {
  switch (type) {
    case "bigint":
      return BigInt(content);
    case "number":
      return Number(content);
    case "date":
      return new Date(Number(content));
    case "map":
      return new Map(content);
    case "set":
      return new Set(content);
    case "object":
      return Object.fromEntries(content);
  }
}

function hasTag(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, TAG);
}
