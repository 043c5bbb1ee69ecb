import type { Token, TokenKind } from "./token.ts";

/** A place in a text, and the tokens before it. */
export class Scanner {
  readonly text: string;
  readonly tokens: Token[] = [];
  /** Where the token that is being read begins. */
  start = 0;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here, whole; "" at the end. */
  get char(): string {
    const code = this.text.codePointAt(this.position);
    return code === undefined ? "" : code > 0xffff ? String.fromCodePoint(code) : this.text[this.position]!;
  }

  /** Reads the character here, and goes behind it. */
  next(): string {
    const char = this.char;
    this.position += char.length;
    return char;
  }

  /** Goes behind one of these characters, if it stands here. */
  accept(chars: string): boolean {
    const char = this.text[this.position];
    if (char === undefined || !chars.includes(char)) return false;
    this.position++;
    return true;
  }

  /** Goes behind all characters that a sticky pattern finds here. */
  skip(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    if (pattern.test(this.text)) this.position = pattern.lastIndex;
  }

  get read(): string {
    return this.text.slice(this.start, this.position);
  }

  emit(kind: TokenKind): void {
    this.tokens.push({ kind, text: this.read, start: this.start, end: this.position });
    this.start = this.position;
  }

  /** Ends the reading. */
  fail(message: string): never {
    throw new LexicalError({ kind: "error", text: message, start: this.start, end: this.text.length });
  }
}

/** How `Scanner.fail` leaves whatever was being read. */
export class LexicalError extends Error {
  readonly token: Token;

  constructor(token: Token) {
    super(token.text);
    this.token = token;
  }
}

export function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}

/** Latin letters and `_`: what a name may begin with. */
export function isAlpha(char: string): boolean {
  return char === "_" || (char >= "a" && char <= "z") || (char >= "A" && char <= "Z");
}
