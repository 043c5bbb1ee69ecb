import { exponential, fixed, general } from "./float-text.ts";
import { kindOf, plainText, type Value } from "./value.ts";

const VERB = /%([-+0 ]*)(\d+)?(?:\.(\d*))?([a-zA-Z%])/g;

/** Go's `fmt.Sprintf`, for the verbs `v s q d t e f g` and `%%`. */
export function printf(format: string, args: readonly Value[]): string {
  let next = 0;
  const text = format.replace(VERB, (_, flags: string, width: string, precision: string, verb: string) => {
    if (verb === "%") return "%";
    if (next >= args.length) return `%!${verb}(MISSING)`;
    const arg = args[next++];
    const formatted = verbText(verb, arg, precision === undefined ? undefined : Number(precision));
    return padded(formatted, { flags, width: Number(width ?? 0), isNumber: kindOf(arg).isNumber });
  });
  const extra = args.slice(next).map((arg) => `${kindOf(arg).name}=${plainText(arg)}`);
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(", ")})`;
}

function verbText(verb: string, arg: Value, precision: number | undefined): string {
  if (typeof arg === "number") return floatText(verb, arg, precision);
  if (verb === "v") return plainText(arg);
  if (typeof arg === "string" && verb === "s") return Array.from(arg).slice(0, precision).join("");
  if (typeof arg === "string" && verb === "q") return JSON.stringify(arg);
  if ((typeof arg === "bigint" && verb === "d") || (typeof arg === "boolean" && verb === "t"))
    return String(arg);
  return unfit(verb, arg);
}

function floatText(verb: string, value: number, precision: number | undefined): string {
  switch (verb) {
    case "v":
    case "g":
      return general(value, precision);
    case "f":
      return fixed(value, precision);
    case "e":
      return exponential(value, precision);
    default:
      return unfit(verb, value);
  }
}

function unfit(verb: string, arg: Value): string {
  return `%!${verb}(${kindOf(arg).name}=${plainText(arg)})`;
}

interface Padding {
  readonly flags: string;
  readonly width: number;
  readonly isNumber: boolean;
}

function padded(text: string, { flags, width, isNumber }: Padding): string {
  const whole = isNumber && /^[\dN]/.test(text) ? leadOf(flags) + text : text;
  if (flags.includes("-")) return whole.padEnd(width);
  const [, lead = "", digits] = /^([-+ ]?)(\d.*)$/.exec(whole) ?? [];
  if (!isNumber || !flags.includes("0") || digits === undefined) return whole.padStart(width);
  return lead + digits.padStart(width - lead.length, "0");
}

function leadOf(flags: string): string {
  if (flags.includes("+")) return "+";
  return flags.includes(" ") ? " " : "";
}
