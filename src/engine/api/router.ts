import type { Endpoint } from "./endpoint.ts";

export interface Route {
  readonly endpoint: Endpoint;
  /** The parts of the path that stand for parameters. */
  readonly path: ReadonlyMap<string, string>;
}

/** Finds the endpoint of a path. A literal part wins over a parameter. */
export class Router {
  readonly #literal: ReadonlyMap<string, Endpoint>;
  readonly #patterns: readonly { endpoint: Endpoint; segments: readonly string[] }[];

  constructor(endpoints: readonly Endpoint[]) {
    const isPattern = ({ path }: Endpoint) => path.includes("{");
    this.#literal = new Map(endpoints.filter((one) => !isPattern(one)).map((one) => [one.path, one]));
    this.#patterns = endpoints
      .filter(isPattern)
      .map((endpoint) => ({ endpoint, segments: endpoint.path.split("/") }));
  }

  /** `path` is decoded segment by segment, never as a whole. */
  find(path: string): Route | undefined {
    const literal = this.#literal.get(path);
    if (literal !== undefined) return { endpoint: literal, path: new Map() };
    const segments = path.split("/");
    for (const { endpoint, segments: pattern } of this.#patterns) {
      const values = match(pattern, segments);
      if (values !== undefined) return { endpoint, path: values };
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
