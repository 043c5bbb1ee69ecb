import type { Semantics } from "../functions.ts";
import { goQuoteChar } from "../go-quote.ts";
import { scanInBraces } from "./braces.ts";
import { isAtNumber, scanDuration, scanNumberOrDuration } from "./number.ts";
import { isAlpha, LexicalError, Scanner } from "./scanner.ts";
import { scanRawString, scanString } from "./string.ts";
import { KEYWORDS, type Token, type TokenKind } from "./token.ts";

const SPACES = /[ \t\n\r]+/y;
const COMMENT = /#[^\r\n]*/y;
const WORD = /[a-zA-Z0-9_:]+/y;
const LETTERS = /[a-zA-Z_]+/y;
const OPENS_PAREN = /[ \t\n\r]*\(/y;

/** Those of one or two characters: the second ones that may follow, and the first alone. */
const OPERATORS: Readonly<Record<string, readonly TokenKind[]>> = {
  ",": [","],
  "+": ["+"],
  "-": ["-"],
  "*": ["*"],
  "/": ["/"],
  "%": ["%"],
  "^": ["^"],
  "@": ["@"],
  "=": ["==", "="],
  "<": ["<=", "<"],
  ">": [">=", ">"],
};
const TRIMS: Readonly<Record<string, TokenKind>> = { "<": "</", ">": ">/" };
const DURATION_WORDS: ReadonlySet<string> = new Set(["step", "range", "min_of", "max_of"]);

/**
 * The tokens of an expression, comments left out. The last is `end of input`, or an `error` where the text cannot be
 * read further; its text is Prometheus' message.
 */
export function lex(text: string, semantics: Semantics): readonly Token[] {
  const lexer = new Lexer(text, semantics);
  try {
    lexer.run();
    return lexer.scanner.tokens;
  } catch (error) {
    if (error instanceof LexicalError) return [...lexer.scanner.tokens, error.token];
    throw error;
  }
}

class Lexer {
  readonly scanner: Scanner;
  readonly #semantics: Semantics;
  #parens = 0;
  #isInBraces = false;
  #isInBrackets = false;
  #hasColon = false;
  /** Whether a duration was read in brackets: of any brackets, as Prometheus forgets to forget it. */
  #hasDuration = false;
  /** Whether no number was read yet in these brackets: up to there, they know other tokens. */
  #expectsDuration = false;

  constructor(text: string, semantics: Semantics) {
    this.scanner = new Scanner(text);
    this.#semantics = semantics;
  }

  run(): void {
    const { scanner } = this;
    while (true) {
      scanner.skip(SPACES);
      if (this.#expectsDuration) {
        scanner.start = scanner.position;
        this.#durationToken();
        continue;
      }
      scanner.skip(COMMENT);
      scanner.skip(SPACES);
      scanner.start = scanner.position;
      if (scanner.char === "#") continue;
      if (this.#isInBraces) this.#isInBraces = scanInBraces(scanner);
      else if (scanner.char === "") break;
      else this.#token();
    }
    if (this.#parens !== 0) scanner.fail("unclosed left parenthesis");
    if (this.#isInBrackets) scanner.fail("unclosed left bracket");
    scanner.emit("end of input");
  }

  #token(): void {
    const { scanner } = this;
    const { char } = scanner;
    if (char in OPERATORS) this.#operator(char);
    else if (isAtNumber(scanner)) {
      scanNumberOrDuration(scanner, this.#semantics);
    } else if (isAlpha(char) || char === ":") this.#word(char);
    else if (char === '"' || char === "'") scanString(scanner);
    else if (char === "`") scanRawString(scanner);
    else if ("()[]{".includes(char)) this.#bracket(char);
    else if (char === "!") this.#notEqual();
    else scanner.fail(`unexpected character: ${goQuoteChar(char)}`);
  }

  #operator(char: string): void {
    const { scanner } = this;
    scanner.next();
    const follower = scanner.char;
    if (char === "=" && follower === "~") {
      scanner.fail(`unexpected character after '=': ${goQuoteChar(follower)}`);
    }
    if (follower === "/" && char in TRIMS && this.#semantics === "v3") {
      scanner.next();
      scanner.emit(TRIMS[char]!);
      return;
    }
    const [longest, short] = OPERATORS[char]!;
    if (short !== undefined && !scanner.accept("=")) scanner.emit(short);
    else scanner.emit(longest!);
  }

  #notEqual(): void {
    const { scanner } = this;
    scanner.next();
    const follower = scanner.next();
    if (follower !== "=") scanner.fail(`unexpected character after '!': ${goQuoteChar(follower)}`);
    scanner.emit("!=");
  }

  #word(char: string): void {
    if (this.#isInBrackets) this.#wordInBrackets(char);
    else this.#keywordOrIdentifier();
  }

  #keywordOrIdentifier(): void {
    const { scanner } = this;
    scanner.skip(WORD);
    const word = scanner.read;
    const keyword = KEYWORDS[this.#semantics].get(word.toLowerCase());
    if (keyword !== undefined && !(keyword.startsWith("fill") && !this.#opensParen())) scanner.emit(keyword);
    else scanner.emit(word.includes(":") ? "metric identifier" : "identifier");
  }

  /** `fill` is a metric's name, too, and a modifier only before a parenthesis. */
  #opensParen(): boolean {
    OPENS_PAREN.lastIndex = this.scanner.position;
    return OPENS_PAREN.test(this.scanner.text);
  }

  #wordInBrackets(char: string): void {
    const { scanner } = this;
    if (char === ":") {
      if (this.#hasColon) scanner.fail("unexpected colon ':'");
      scanner.next();
      scanner.emit(":");
      this.#hasColon = true;
    } else if (this.#semantics === "v2" || !this.#durationWord()) {
      scanner.fail(`unexpected character: ${goQuoteChar(char)}, expected ':'`);
    }
  }

  #bracket(char: string): void {
    if (char === "(") this.#openParen();
    else if (char === ")") this.#closeParen();
    else if (char === "[") this.#openBracket();
    else if (char === "]") this.#closeBracket();
    else this.#openBrace();
  }

  #openBrace(): void {
    this.scanner.next();
    this.scanner.emit("{");
    this.#isInBraces = true;
  }

  #openParen(): void {
    this.scanner.next();
    this.scanner.emit("(");
    this.#parens++;
  }

  #closeParen(): void {
    const { scanner } = this;
    scanner.next();
    if (this.#parens === 0) {
      scanner.start = scanner.position;
      scanner.fail("unexpected right parenthesis ')'");
    }
    scanner.emit(")");
    this.#parens--;
  }

  #openBracket(): void {
    const { scanner } = this;
    if (this.#isInBrackets) scanner.fail("unexpected left bracket '['");
    scanner.next();
    scanner.emit("[");
    this.#isInBrackets = true;
    this.#hasColon = false;
    this.#expectsDuration = true;
  }

  #closeBracket(): void {
    const { scanner } = this;
    if (!this.#isInBrackets) scanner.fail("unexpected right bracket ']'");
    scanner.next();
    scanner.emit("]");
    this.#isInBrackets = false;
    this.#expectsDuration = false;
  }

  /** A token of a duration in brackets, up to its first number. */
  #durationToken(): void {
    const { scanner } = this;
    const { char } = scanner;
    if (this.#semantics === "v2") {
      this.#expectsDuration = false;
      scanDuration(scanner);
    } else if (char === "") scanner.fail("unexpected end of input in duration expression");
    else if (isAtNumber(scanner)) {
      this.#hasDuration = true;
      this.#expectsDuration = false;
      scanNumberOrDuration(scanner, "v3");
    } else if (char === "(") this.#openParen();
    else if (char === ")") this.#closeParen();
    else if (char === "]") this.#closeBracket();
    else if (char === ":") this.#durationColon();
    else if ("+-*/%^,".includes(char)) this.#operator(char);
    else if (!isAlpha(char) || !this.#durationWord()) {
      scanner.fail(`unexpected character in duration expression: ${goQuoteChar(char)}`);
    }
  }

  #durationColon(): void {
    const { scanner } = this;
    scanner.next();
    if (!this.#hasDuration || this.#hasColon) {
      scanner.start = scanner.position;
      scanner.fail(
        this.#hasDuration
          ? "unexpected repeated colon in duration expression"
          : "unexpected colon before duration in duration expression",
      );
    }
    scanner.emit(":");
    this.#hasColon = true;
  }

  /** `step`, `range`, `min_of` or `max_of`, if it stands here. */
  #durationWord(): boolean {
    const { scanner } = this;
    scanner.skip(LETTERS);
    const word = scanner.read.toLowerCase();
    if (!DURATION_WORDS.has(word)) return false;
    this.#hasDuration = true;
    scanner.emit(word as TokenKind);
    return true;
  }
}
