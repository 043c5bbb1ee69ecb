import {
  AGGREGATION_OPERATORS,
  ARITHMETIC_OPERATORS,
  COMPARISON_OPERATORS,
  SET_OPERATORS,
  TRIM_OPERATORS,
} from "../ast.ts";
import type { Semantics } from "../functions.ts";
import { goQuote, goQuoteShort } from "../go-quote.ts";

/** Words that change what stands beside them. */
const MODIFIERS = ["bool", "by", "group_left", "group_right", "ignoring", "offset", "on", "without"] as const;
const NEW_MODIFIERS = ["anchored", "smoothed", "fill", "fill_left", "fill_right"] as const;
/** Words that stand for a time or a duration. */
const TIMES = ["start", "end"] as const;
const NEW_TIMES = ["step", "range", "min_of", "max_of"] as const;
const SYMBOLS = ["(", ")", "{", "}", "[", "]", ",", ":", "="] as const;
const NAMED = ["identifier", "metric identifier", "number", "duration", "string"] as const;

/** What a token is: words and symbols are their own kind, in lower case. */
export type TokenKind =
  | (typeof ARITHMETIC_OPERATORS)[number]
  | (typeof COMPARISON_OPERATORS)[number]
  | (typeof SET_OPERATORS)[number]
  | (typeof TRIM_OPERATORS)[number]
  | (typeof AGGREGATION_OPERATORS)[number]
  | (typeof MODIFIERS)[number]
  | (typeof NEW_MODIFIERS)[number]
  | (typeof TIMES)[number]
  | (typeof NEW_TIMES)[number]
  | (typeof SYMBOLS)[number]
  | (typeof NAMED)[number]
  | "=~"
  | "!~"
  | "@"
  | "end of input"
  | "error";

export interface Token {
  readonly kind: TokenKind;
  /** As written; the message of an error. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const OLD_AGGREGATIONS = AGGREGATION_OPERATORS.filter((op) => op !== "limitk" && op !== "limit_ratio");
const OLD_WORDS: readonly TokenKind[] = [
  ...SET_OPERATORS,
  "atan2",
  ...OLD_AGGREGATIONS,
  ...MODIFIERS,
  ...TIMES,
];
const NEW_WORDS: readonly TokenKind[] = ["limitk", "limit_ratio", ...NEW_MODIFIERS, ...NEW_TIMES];

function words(kinds: readonly TokenKind[]): ReadonlyMap<string, TokenKind> {
  return new Map<string, TokenKind>([
    ...kinds.map((kind) => [kind, kind] as const),
    ["inf", "number"],
    ["nan", "number"],
  ]);
}

/** Words that are more than names, in lower case, as each Prometheus knows them. */
export const KEYWORDS: Readonly<Record<Semantics, ReadonlyMap<string, TokenKind>>> = {
  v2: words(OLD_WORDS),
  v3: words([...OLD_WORDS, ...NEW_WORDS]),
};

export const AGGREGATIONS: ReadonlySet<TokenKind> = new Set(AGGREGATION_OPERATORS);
export const MODIFIER_WORDS: ReadonlySet<TokenKind> = new Set([...MODIFIERS, ...NEW_MODIFIERS]);
const OPERATORS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...ARITHMETIC_OPERATORS,
  ...COMPARISON_OPERATORS,
  ...SET_OPERATORS,
  ...TRIM_OPERATORS,
  "=~",
  "!~",
  "@",
]);
const NAMED_KINDS: ReadonlySet<TokenKind> = new Set(NAMED);

/** How Prometheus names a token in a message: `identifier "foo"`, `<op:+>`, `<by>`, `")"`. */
export function describeToken({ kind, text }: Token): string {
  if (kind === "end of input") return kind;
  if (kind === "identifier" || kind === "metric identifier") return `${kind} ${goQuote(text)}`;
  if (MODIFIER_WORDS.has(kind)) return `<${text}>`;
  if (OPERATORS.has(kind)) return `<op:${text}>`;
  if (AGGREGATIONS.has(kind)) return `<aggr:${text}>`;
  return NAMED_KINDS.has(kind) ? `${kind} ${goQuoteShort(text)}` : goQuoteShort(text);
}
