const MAX_PATTERNS = 500;
const TOP = 20;

/** Statements of one shape that requests of one endpoint repeat. */
export interface RepeatedPattern {
  /** The route's template; `unmatched` when no route matched. */
  readonly endpoint: string;
  readonly shape: string;
  /** How many requests did it. */
  readonly requests: number;
  /** How often one request did it, at worst. */
  readonly worst: number;
  /** Where in the application's code, as `file:line`; undefined when only libraries were to be seen. */
  readonly place: string | undefined;
}

/** A pattern that goes on. */
export type OpenPattern = { -readonly [K in keyof RepeatedPattern]: RepeatedPattern[K] };

/** The patterns that were seen lately, in bounded memory. */
export class Patterns {
  /** In the order in which they were seen last, so that the first is the one to forget. */
  readonly #patterns = new Map<string, OpenPattern>();

  /** One more request repeats this shape. */
  seen(endpoint: string, shape: string): OpenPattern {
    const key = JSON.stringify([endpoint, shape]);
    const pattern = this.#patterns.get(key) ?? { endpoint, shape, requests: 0, worst: 0, place: undefined };
    this.#patterns.delete(key);
    const oldest = this.#patterns.size >= MAX_PATTERNS ? this.#patterns.keys().next().value : undefined;
    if (oldest !== undefined) this.#patterns.delete(oldest);
    this.#patterns.set(key, pattern);
    pattern.requests++;
    return pattern;
  }

  /**
   * The 20 worst, the worst first. A copy that stays as it is.
   * @param endpoint Only those of this one. Default: of all
   */
  read(endpoint?: string): RepeatedPattern[] {
    return [...this.#patterns.values()]
      .filter((pattern) => endpoint === undefined || pattern.endpoint === endpoint)
      .sort((a, b) => b.worst - a.worst)
      .slice(0, TOP)
      .map((pattern) => ({ ...pattern }));
  }
}
