const NAMED: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gsu;

/** What a string token says: without quotes and escapes. The lexer has made sure that both are well formed. */
export function unquote(token: string): string {
  const inner = token.slice(1, -1);
  if (token.startsWith("`") || !inner.includes("\\")) return inner;
  const bytes: Uint8Array[] = [];
  let end = 0;
  for (const match of inner.matchAll(ESCAPE)) {
    bytes.push(Buffer.from(inner.slice(end, match.index)), escapeBytes(match));
    end = match.index + match[0].length;
  }
  bytes.push(Buffer.from(inner.slice(end)));
  return decode(Buffer.concat(bytes));
}

function escapeBytes([, hex, short, long, octal, other]: RegExpMatchArray): Uint8Array {
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  if (octal !== undefined) return Uint8Array.of(Number.parseInt(octal, 8));
  const point = short ?? long;
  if (point !== undefined) return Buffer.from(String.fromCodePoint(Number.parseInt(point, 16)));
  const named = NAMED[other!];
  return named === undefined ? Buffer.from(other!) : Uint8Array.of(named);
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Escaped bytes may form characters or none: those that do not become lone surrogates, U+DC00 above their value. */
function decode(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

function decodeLossless(bytes: Buffer): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const length = characterLength(bytes, i);
    text += length === 0 ? String.fromCharCode(0xdc00 + bytes[i]!) : bytes.toString("utf8", i, i + length);
    i += length || 1;
  }
  return text;
}

/** The bytes of the character that begins at `i`; 0 where none does. */
function characterLength(bytes: Buffer, i: number): number {
  for (let length = 1; length <= 4 && i + length <= bytes.length; length++) {
    if (Buffer.from(bytes.toString("utf8", i, i + length)).equals(bytes.subarray(i, i + length)))
      return length;
  }
  return 0;
}
