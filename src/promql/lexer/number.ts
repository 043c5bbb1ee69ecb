import type { Semantics } from "../functions.ts";
import { goQuote } from "../go-quote.ts";
import { isAlpha, isDigit, type Scanner } from "./scanner.ts";

const DECIMAL = "0123456789";
const HEXADECIMAL = "0123456789abcdefABCDEF";
const DECIMALS = /[0-9]*/y;
const HEXADECIMALS = /[0-9a-fA-F]*/y;
/** What must not follow an exponent's letter or an underscore. */
const NO_DIGIT = "._eE";

/** Whether a number or a duration begins here. */
export function isAtNumber({ char, text, position }: Scanner): boolean {
  return isDigit(char) || (char === "." && isDigit(text[position + 1] ?? ""));
}

/** Reads `5m` or `5`; what the digits mean is the parser's to say. */
export function scanNumberOrDuration(scanner: Scanner, semantics: Semantics): void {
  const isNumber = semantics === "v2" ? scanOldNumber(scanner) : scanNumber(scanner);
  if (isNumber) scanner.emit("number");
  else if (scanRestOfDuration(scanner)) scanner.emit("duration");
  else scanner.fail(`bad number or duration syntax: ${goQuote(scanner.read)}`);
}

/** Reads `5m`: the only thing that 2.42 admits at the beginning of brackets. */
export function scanDuration(scanner: Scanner): void {
  if (scanOldNumber(scanner)) scanner.fail("missing unit character in duration");
  if (!scanRestOfDuration(scanner)) scanner.fail(`bad duration syntax: ${goQuote(scanner.read)}`);
  scanner.emit("duration");
}

/** The digits of 2.42: none is enough. */
function scanOldNumber(scanner: Scanner): boolean {
  const digits = scanner.accept("0") && scanner.accept("xX") ? HEXADECIMALS : DECIMALS;
  scanner.skip(digits);
  if (scanner.accept(".")) scanner.skip(digits);
  if (scanner.accept("eE")) {
    scanner.accept("+-");
    scanner.skip(DECIMALS);
  }
  return !isAlphanumeric(scanner.char);
}

/** The digits of 3.x, which may be parted by underscores. What it leaves unread when it fails is in the message. */
function scanNumber(scanner: Scanner): boolean {
  const isHexadecimal = scanner.accept("0") && scanner.accept("xX");
  if (isHexadecimal) scanner.accept("_");
  const digits = isHexadecimal ? HEXADECIMAL : DECIMAL;
  scanner.accept(".");
  scanner.accept(digits);
  return scanParts(scanner, digits) && !isAlphanumeric(scanner.char);
}

function scanParts(scanner: Scanner, digits: string): boolean {
  const run = digits === DECIMAL ? DECIMALS : HEXADECIMALS;
  const once = new Set<string>();
  while (true) {
    scanner.skip(run);
    const part = scanner.char.toLowerCase();
    if (part === "" || !"._e".includes(part)) return true;
    scanner.next();
    if (once.has(part) || !scanAfter(scanner, part, digits)) return false;
    if (part !== "_") once.add(part);
  }
}

/** Whether what follows a point, an exponent's letter or an underscore may stand there. */
function scanAfter(scanner: Scanner, part: string, digits: string): boolean {
  // Fractions are decimal.
  if (part === ".") return !scanner.accept("_.") && digits === DECIMAL;
  if (part === "e") scanner.accept("+-");
  return !scanner.accept(NO_DIGIT) && scanner.char !== "";
}

/** A unit, and further digits with units. */
function scanRestOfDuration(scanner: Scanner): boolean {
  if (!scanner.accept("smhdwy")) return false;
  scanner.accept("s");
  while (scanner.accept(DECIMAL)) {
    scanner.skip(DECIMALS);
    if (!scanner.accept("smhdw")) return false;
    scanner.accept("s");
  }
  if (!isAlphanumeric(scanner.char)) return true;
  scanner.next();
  return false;
}

function isAlphanumeric(char: string): boolean {
  return isAlpha(char) || isDigit(char);
}
