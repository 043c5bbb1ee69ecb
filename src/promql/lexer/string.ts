import { goCodePoint } from "../go-quote.ts";
import type { Scanner } from "./scanner.ts";

const RAW_TEXT = /[^`\uFFFD\uD800-\uDFFF]+/uy;
const PLAIN_TEXT = /[^"'\\\n\uFFFD\uD800-\uDFFF]+/uy;
/** Digits, their base, and the greatest value of each escape that is written in digits. */
const DIGIT_ESCAPES: Readonly<Record<string, readonly [digits: number, base: number, max: number]>> = {
  x: [2, 16, 0xff],
  u: [4, 16, 0x10ffff],
  U: [8, 16, 0x10ffff],
};
const OCTAL = [3, 8, 0xff] as const;

/** Reads a string in double or single quotes, with Go's escapes, on one line. */
export function scanString(scanner: Scanner): void {
  const quote = scanner.next();
  while (true) {
    scanner.skip(PLAIN_TEXT);
    const char = scanner.next();
    if (char === quote) break;
    if (char === "\\") scanEscape(scanner, quote);
    else if (char === "" || char === "\n") scanner.fail("unterminated quoted string");
    else refuseInvalid(scanner, char);
  }
  scanner.emit("string");
}

/** Reads a string in backticks, which knows no escapes. */
export function scanRawString(scanner: Scanner): void {
  scanner.next();
  scanner.skip(RAW_TEXT);
  const char = scanner.next();
  if (char === "") scanner.fail("unterminated raw string");
  refuseInvalid(scanner, char);
  scanner.emit("string");
}

/** Half a surrogate pair is no UTF-8, and the replacement character is what Go makes of such. */
function refuseInvalid(scanner: Scanner, char: string): void {
  if (/^[\uFFFD\uD800-\uDFFF]$/.test(char)) scanner.fail("invalid UTF-8 rune");
}

function scanEscape(scanner: Scanner, quote: string): void {
  const char = scanner.char;
  if (char === "") scanner.fail("escape sequence not terminated");
  if (char === quote || "abfnrtv\\".includes(char)) {
    scanner.next();
    return;
  }
  const isOctal = char >= "0" && char <= "7";
  const form = isOctal ? OCTAL : Object.hasOwn(DIGIT_ESCAPES, char) ? DIGIT_ESCAPES[char] : undefined;
  if (form === undefined) scanner.fail(`unknown escape sequence ${goCodePoint(char)}`);
  if (!isOctal) scanner.next();
  scanDigits(scanner, form);
}

function scanDigits(scanner: Scanner, [digits, base, max]: readonly [number, number, number]): void {
  let value = 0;
  for (let i = 0; i < digits; i++) {
    const char = scanner.next();
    if (char === "") scanner.fail("escape sequence not terminated");
    const digit = /^[0-9a-fA-F]$/.test(char) ? Number.parseInt(char, 16) : 16;
    if (digit >= base) scanner.fail(`illegal character ${goCodePoint(char)} in escape sequence`);
    value = value * base + digit;
  }
  if (value > max || (value >= 0xd800 && value <= 0xdfff)) {
    scanner.fail("escape sequence is an invalid Unicode code point");
  }
}
