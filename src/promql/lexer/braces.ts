import { goQuoteChar } from "../go-quote.ts";
import { isAlpha, type Scanner } from "./scanner.ts";
import { scanRawString, scanString } from "./string.ts";

const NAME = /[a-zA-Z0-9_]+/y;

/** Reads a token inside braces, where words are only names. @returns Whether the braces are still open. */
export function scanInBraces(scanner: Scanner): boolean {
  const { char } = scanner;
  if (isAlpha(char)) {
    scanner.skip(NAME);
    scanner.emit("identifier");
  } else if (char === '"' || char === "'") scanString(scanner);
  else if (char === "`") scanRawString(scanner);
  else if (char === "=" || char === "!") scanMatchOperator(scanner, char);
  else if (char === "," || char === "}") {
    scanner.next();
    scanner.emit(char);
  } else if (char === "") scanner.fail("unexpected end of input inside braces");
  else if (char === "{") scanner.fail("unexpected left brace '{'");
  else scanner.fail(`unexpected character inside braces: ${goQuoteChar(char)}`);
  return char !== "}";
}

function scanMatchOperator(scanner: Scanner, char: "=" | "!"): void {
  scanner.next();
  if (scanner.accept("~")) scanner.emit(`${char}~`);
  else if (char === "=") scanner.emit("=");
  else if (scanner.accept("=")) scanner.emit("!=");
  else scanner.fail(`unexpected character after '!' inside braces: ${goQuoteChar(scanner.char)}`);
}
