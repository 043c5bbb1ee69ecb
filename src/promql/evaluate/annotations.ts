import type { Span } from "../ast.ts";

/** What Prometheus says beside an answer: a warning where it may be wrong, an info where it may not be what was meant. */
export interface Annotations {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/** Collects annotations of a query; each is told once. */
export class AnnotationList implements Annotations {
  readonly #source: string;
  readonly #warnings = new Set<string>();
  readonly #infos = new Set<string>();

  /** @param source The query's text, in which places are counted. */
  constructor(source: string) {
    this.#source = source;
  }

  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  get infos(): readonly string[] {
    return [...this.#infos];
  }

  warn(message: string, span: Span): void {
    this.#warnings.add(`PromQL warning: ${message} (${this.#place(span)})`);
  }

  inform(message: string, span: Span): void {
    this.#infos.add(`PromQL info: ${message} (${this.#place(span)})`);
  }

  /** Line and column from 1, in bytes as Prometheus counts. */
  #place({ start }: Span): string {
    const before = this.#source.slice(0, start);
    const lineStart = before.lastIndexOf("\n") + 1;
    return `${before.split("\n").length}:${Buffer.byteLength(before.slice(lineStart)) + 1}`;
  }
}
