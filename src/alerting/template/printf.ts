import type { Flags } from "./flags.ts";
import { formatted, plainText } from "./format.ts";
import { joined, Output } from "./output.ts";
import { typeName, type Value } from "./value.ts";

const DIRECTIVE =
  /%([-+# 0]*)(\[\w{0,9}\])?(\*|\d+)?(?:(\.)(\[\w{0,9}\])?(\*|\d+)?)?(\[\w{0,9}\])?([\s\S])?/gu;
/** Wider or more precise, Go takes a number for a mistake. */
const MOST = 1e6;

/**
 * Go's `fmt.Sprintf`.
 * @throws Error for what gets too long
 */
export function printf(format: string, args: readonly Value[]): string {
  return new Printf(args).text(format);
}

class Printf {
  readonly #args: readonly Value[];
  #next = 0;
  /** Whether arguments were asked for by number: then none is left over. */
  #isReordered = false;
  #hasGoodIndex = true;

  constructor(args: readonly Value[]) {
    this.#args = args;
  }

  text(format: string): string {
    const output = new Output();
    let end = 0;
    for (const found of format.matchAll(DIRECTIVE)) {
      if (found.index < end) continue;
      const directive = this.#directive(found);
      output.write(format.slice(end, found.index) + (directive ?? "%!(NOVERB)"));
      end = directive === undefined ? format.length : found.index + found[0].length;
    }
    output.write(format.slice(end) + (this.#isReordered ? "" : this.#extra()));
    return output.text();
  }

  /** Undefined where the format ends before its verb. */
  #directive(found: RegExpExecArray): string | undefined {
    const [, signs = "", first, width, point, second, precision, third, verb] = found;
    this.#hasGoodIndex = true;
    let mistakes = "";
    const number = (text: string | undefined, name: string): number | undefined => {
      if (text !== "*") return text === undefined ? undefined : Number(text);
      const given = this.#args[this.#next++];
      const isGood = typeof given === "bigint" && given <= MOST && given >= -MOST;
      if (!isGood) mistakes += `%!(BAD${name})`;
      return isGood ? Number(given) : undefined;
    };
    this.#index(first, width !== undefined && width !== "*");
    const wide = number(width, "WIDTH");
    this.#index(second, point !== undefined && precision !== undefined && precision !== "*");
    const precise = number(precision, "PREC");
    this.#index(third, false);
    if (verb === undefined || Math.max(wide ?? 0, precise ?? 0) > MOST) return undefined;
    return (
      mistakes +
      this.#verb(verb, flagsOf(signs, wide, precision === undefined && point !== undefined ? 0 : precise))
    );
  }

  /** `[2]`: which argument is the next one. */
  #index(text: string | undefined, isMisplaced: boolean): void {
    if (text === undefined) return;
    this.#isReordered = true;
    const index = /^\[\d+\]$/.test(text) ? Number(text.slice(1, -1)) : 0;
    if (index < 1 || index > this.#args.length || isMisplaced) this.#hasGoodIndex = false;
    else this.#next = index - 1;
  }

  #verb(verb: string, flags: Flags): string {
    if (verb === "%") return "%";
    if (!this.#hasGoodIndex) return `%!${verb}(BADINDEX)`;
    if (this.#next >= this.#args.length) return `%!${verb}(MISSING)`;
    return formatted(this.#args[this.#next++], verb, verb === "v" ? forValue(flags) : flags);
  }

  #extra(): string {
    const extra = this.#args.slice(this.#next);
    return extra.length === 0 ? "" : `%!(EXTRA ${joined(extraTexts(extra), ", ")})`;
  }
}

function* extraTexts(args: readonly Value[]): Iterable<string> {
  for (const arg of args) yield arg === undefined ? "<nil>" : `${typeName(arg)}=${plainText(arg)}`;
}

function flagsOf(signs: string, width: number | undefined, precision: number | undefined): Flags {
  const minus = signs.includes("-") || (width ?? 0) < 0;
  return {
    minus,
    plus: signs.includes("+"),
    sharp: signs.includes("#"),
    space: signs.includes(" "),
    zero: signs.includes("0") && !minus,
    width: width === undefined ? undefined : Math.abs(width),
    precision: precision !== undefined && precision < 0 ? undefined : precision,
  };
}

function forValue({ plus, sharp, ...flags }: Flags): Flags {
  return { ...flags, isVerbose: plus === true, isGoSyntax: sharp === true };
}
