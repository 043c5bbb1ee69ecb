import { FarolError, parseDuration } from "../../model/index.ts";
import { Problem } from "./problem.ts";

/** One parameter of an endpoint: how it is explained, and how it is read. */
export interface Parameter<T> {
  readonly in: "path" | "query";
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** How OpenAPI names the way in which it is written, where that is not the usual one. */
  readonly style?: "deepObject";
  /** @throws Problem FAROL_BAD_PARAMETER */
  read(given: URLSearchParams, name: string): T;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;
export type ValuesOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

export function readParameters<P extends Parameters>(parameters: P, given: URLSearchParams): ValuesOf<P> {
  const values = Object.entries(parameters).map(([name, parameter]) => [name, parameter.read(given, name)]);
  return Object.fromEntries(values) as ValuesOf<P>;
}

export function badParameter(name: string, found: string, rule: string): Problem {
  return new Problem("FAROL_BAD_PARAMETER", `${name}=${found}: ${rule}`);
}

/** A part of the path. */
export function pathText(description: string): Parameter<string> {
  return {
    in: "path",
    description,
    schema: { type: "string" },
    read: (given, name) => given.get(name) ?? "",
  };
}

export function choice<const V extends string>(description: string, values: readonly V[]): Parameter<V> {
  const schema = { type: "string", enum: values, default: values[0] };
  return query(description, schema, (value, name) => {
    if (value === undefined) return values[0]!;
    const found = values.find((known) => known === value);
    if (found === undefined) throw badParameter(name, value, `it is one of ${values.join(", ")}`);
    return found;
  });
}

/** A length of time in milliseconds, longer than 0. */
export function duration(description: string): Parameter<number | undefined> {
  return query(description, { type: "string", examples: ["15m"] }, (value, name) => {
    if (value === undefined) return undefined;
    const ms = milliseconds(name, value);
    if (ms <= 0) throw badParameter(name, value, "it is longer than 0");
    return ms;
  });
}

/** A moment: unix seconds or RFC 3339, read into milliseconds. */
export function moment(description: string): Parameter<number | undefined> {
  return query(
    description,
    { type: "string", examples: ["1767225600", "2026-01-01T00:00:00Z"] },
    (value, name) => {
      if (value === undefined) return undefined;
      const ms = momentOf(value);
      if (ms === undefined) throw badParameter(name, value, "a time is unix seconds or RFC 3339");
      return ms;
    },
  );
}

/** Milliseconds of a text of unix seconds or RFC 3339; undefined when it is neither. */
export function momentOf(text: string): number | undefined {
  if (UNIX_SECONDS.test(text)) return Number(text) * 1000;
  const ms = RFC_3339.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

const UNIX_SECONDS = /^\d{1,12}(\.\d+)?$/;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** A whole number from 1 to `most`. */
export function limit(description: string, most: number, preset: number): Parameter<number> {
  const schema = { type: "integer", minimum: 1, maximum: most, default: preset };
  return query(description, schema, (value, name) => {
    if (value === undefined) return preset;
    const count = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > most) throw badParameter(name, value, `it is a whole number from 1 to ${most}`);
    return count;
  });
}

/** Where the page before ended: its `nextCursor`. */
export function cursor(shape: RegExp): Parameter<string | undefined> {
  return query(
    "`nextCursor` of the page before; the first page without.",
    { type: "string" },
    (value, name) => {
      if (value !== undefined && !shape.test(value))
        throw badParameter(name, value, "it is a nextCursor that was given out");
      return value;
    },
  );
}

/** Names with commas between them; undefined when not given, none when empty. */
export function names(description: string, shape: RegExp): Parameter<readonly string[] | undefined> {
  return query(description, { type: "string" }, (value, name) => {
    const found = value === undefined || value === "" ? [] : value.split(",");
    const wrong = found.find((one) => !shape.test(one));
    if (wrong !== undefined) throw badParameter(name, value ?? "", `"${wrong}" is no name of a label`);
    return value === undefined ? undefined : [...new Set(found)];
  });
}

/** Numbers from 0 to 1 with commas between them. */
export function quantiles(description: string, preset: readonly number[]): Parameter<readonly number[]> {
  return query(description, { type: "string", default: preset.join(",") }, (value, name) => {
    const found =
      value === undefined ? preset : value.split(",").map((one) => (one.trim() === "" ? NaN : Number(one)));
    const isRight = found.length <= MOST_QUANTILES && found.every((one) => one >= 0 && one <= 1);
    if (!isRight)
      throw badParameter(
        name,
        value ?? "",
        `at most ${MOST_QUANTILES} numbers from 0 to 1 with commas between`,
      );
    return [...new Set(found)];
  });
}

const MOST_QUANTILES = 20;

/** `match[label]=value`, any number of them. */
export function labelValues(description: string): Parameter<ReadonlyMap<string, string>> {
  return {
    in: "query",
    description,
    style: "deepObject",
    schema: { type: "object", additionalProperties: { type: "string" } },
    read: (given, name) => {
      const prefix = `${name}[`;
      const matches = [...given].filter(([key]) => key.startsWith(prefix) && key.endsWith("]"));
      return new Map(matches.map(([key, value]) => [key.slice(prefix.length, -1), value]));
    },
  };
}

function query<T>(
  description: string,
  schema: Readonly<Record<string, unknown>>,
  read: (value: string | undefined, name: string) => T,
): Parameter<T> {
  return {
    in: "query",
    description,
    schema,
    read: (given, name) => read(given.get(name) ?? undefined, name),
  };
}

function milliseconds(name: string, value: string): number {
  try {
    return parseDuration(value);
  } catch (error) {
    if (error instanceof FarolError) throw badParameter(name, value, error.message);
    throw error;
  }
}
