/** How Go writes texts in its messages: `strconv.Quote` and its relatives, which Prometheus' messages and printer use. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};
/** What Go calls printable: letters, marks, numbers, punctuation, symbols and the space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const PLAIN = /^[ !#-[\]-~]*$/;

/** `%q` of a string. */
export function goQuote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return `"${Array.from(text, (char) => (char === '"' ? '\\"' : escaped(char))).join("")}"`;
}

/** `%.10q...` of a string that is longer than 10 bytes, else `%q`. */
export function goQuoteShort(text: string): string {
  return Buffer.byteLength(text) > 10
    ? `${goQuote(Array.from(text).slice(0, 10).join(""))}...`
    : goQuote(text);
}

/** `%q` of a character; the end of the input is written as Go's replacement character. */
export function goQuoteChar(char: string): string {
  if (char === "") return "'\uFFFD'";
  return `'${char === "'" ? "\\'" : isLoneSurrogate(char) ? "\uFFFD" : escaped(char)}'`;
}

/** `%#U` of a character: `U+0071 'q'`. */
export function goCodePoint(char: string): string {
  const hex = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return PRINTABLE.test(char) ? `U+${hex} '${char}'` : `U+${hex}`;
}

function escaped(char: string): string {
  const named = ESCAPES[char];
  if (named !== undefined) return named;
  if (PRINTABLE.test(char)) return char;
  const code = char.codePointAt(0)!;
  if (isLoneSurrogate(char)) return `\\x${hex(code & 0xff, 2)}`;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function isLoneSurrogate(char: string): boolean {
  return char.length === 1 && char >= "\uD800" && char <= "\uDFFF";
}
