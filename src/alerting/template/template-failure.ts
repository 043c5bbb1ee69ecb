import { goQuote } from "../../promql/index.ts";
import { type Located, sourceText } from "./source-text.ts";

/** Where a template failed. */
export interface FailurePlace {
  /** What was parsed. */
  readonly source: string;
  readonly part: Located;
  /** The `define` that it is in; undefined in the template itself. */
  readonly definition: string | undefined;
}

/** A template that Go would not render to its end. The message is Go's, from the failing part on. */
export class TemplateFailure extends Error {
  override readonly name = "TemplateFailure";
  readonly #place: FailurePlace;
  readonly #reason: string;

  constructor(reason: string, place: FailurePlace) {
    super(`at <${sourceText(place.part)}>: ${reason}`);
    this.#place = place;
    this.#reason = reason;
  }

  /** Go's whole message, for a template of this name. Columns are bytes, from 0. */
  ofTemplate(name: string): string {
    const { source, part, definition = name } = this.#place;
    const before = source.slice(0, part.at).split("\n");
    const place = `${name}:${before.length}:${Buffer.byteLength(before.at(-1)!)}`;
    return `template: ${place}: executing ${goQuote(definition)} at <${sourceText(part)}>: ${this.#reason}`;
  }
}

/** Thrown by a function to end the rendering as it is, and not as a failure of the template. */
export class Interruption extends Error {
  override readonly name: string = "Interruption";
}
