import assert from "node:assert/strict";

/** Asserts that a value is of one shape; `at` says where it stands. */
export type Shape = (value: unknown, at: string) => void;

export function text(pattern = /^[\s\S]+$/): Shape {
  return (value, at) => {
    assert.equal(typeof value, "string", at);
    assert.match(value as string, pattern, at);
  };
}

export function is(...values: readonly unknown[]): Shape {
  return (value, at) => assert.ok(values.includes(value), `${at}: ${value}`);
}

export function whole(min = 0, max = Number.MAX_SAFE_INTEGER): Shape {
  return (value, at) => {
    assert.ok(
      Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
      `${at}: ${value}`,
    );
  };
}

export function list(of: Shape, min = 0): Shape {
  return (value, at) => {
    assert.ok(Array.isArray(value) && value.length >= min, at);
    for (const [i, one] of value.entries()) of(one, `${at}[${i}]`);
  };
}

export function mapOf(of: Shape): Shape {
  return (value, at) => {
    for (const [key, one] of Object.entries(fieldsOf(value, at))) of(one, `${at}.${key}`);
  };
}

/** Each field that is required, any that is optional, and no other. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, at) => {
    const fields = fieldsOf(value, at);
    for (const name of Object.keys(required)) assert.ok(name in fields, `${at} has no ${name}`);
    for (const [name, one] of Object.entries(fields)) {
      const shape = required[name] ?? optional[name];
      assert.ok(shape !== undefined, `${at} has a ${name}`);
      shape(one, `${at}.${name}`);
    }
  };
}

function fieldsOf(value: unknown, at: string): object {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), at);
  return value;
}
