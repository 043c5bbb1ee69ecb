import type { Endpoint } from "./endpoint.ts";

/** What is at a path. */
export interface Found {
  /** One for each method; at least one. */
  readonly endpoints: readonly Endpoint[];
  /** The parts of the path that stand for parameters. */
  readonly path: ReadonlyMap<string, string>;
}

/** Finds the endpoints of a path. A literal part wins over a parameter. */
export class Router {
  readonly #literal: ReadonlyMap<string, readonly Endpoint[]>;
  readonly #patterns: readonly { endpoints: readonly Endpoint[]; segments: readonly string[] }[];

  constructor(endpoints: readonly Endpoint[]) {
    const byPath = [...Map.groupBy(endpoints, ({ path }) => path)];
    this.#literal = new Map(byPath.filter(([path]) => !path.includes("{")));
    this.#patterns = byPath
      .filter(([path]) => path.includes("{"))
      .map(([path, endpoints]) => ({ endpoints, segments: path.split("/") }));
  }

  /** `path` is decoded segment by segment, never as a whole. */
  find(path: string): Found | undefined {
    const literal = this.#literal.get(path);
    if (literal !== undefined) return { endpoints: literal, path: new Map() };
    const segments = path.split("/");
    for (const { endpoints, segments: pattern } of this.#patterns) {
      const values = match(pattern, segments);
      if (values !== undefined) return { endpoints, path: values };
    }
    return undefined;
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const values = new Map<string, string>();
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i]!;
    if (part.startsWith("{")) values.set(part.slice(1, -1), decodeURIComponent(segment));
    else if (part !== segment) return undefined;
  }
  return values;
}
