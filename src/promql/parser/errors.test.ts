import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ParseOptions } from "../options.ts";
import { PromqlError } from "../promql-error.ts";
import { parse } from "./parse.ts";

function errorOf(text: string, options?: ParseOptions): PromqlError {
  try {
    parse(text, options);
  } catch (error) {
    if (error instanceof PromqlError) return error;
    throw error;
  }
  return assert.fail(`${text} is not refused`);
}

function assertRefused(cases: Readonly<Record<string, string>>, options?: ParseOptions): void {
  for (const [text, message] of Object.entries(cases)) {
    const [place, words] = /^(\d+:\d+|unknown position) (.*)$/s.exec(message)!.slice(1) as [string, string];
    assert.equal(errorOf(text, options).message, `${place}: parse error: ${words}`, text);
  }
}

const OPERAND = "must be preceded by an instant vector selector or range vector selector or a subquery";
const DURATION = "number, duration, step(), or range()";

describe("what cannot be read is refused in Prometheus' words", () => {
  it("where characters make no token", () => {
    assertRefused({
      "a ? b": "1:3 unexpected character: '?'",
      "a =~ b": "1:3 unexpected character after '=': '~'",
      "a ! b": "1:3 unexpected character after '!': ' '",
      "a !": "1:3 unexpected character after '!': '\uFFFD'",
      "a)": "1:3 unexpected right parenthesis ')'",
      "(a": "1:3 unclosed left parenthesis",
      "a]": "1:2 unexpected right bracket ']'",
      "a[5m": "1:5 unclosed left bracket",
      "a[5m[": "1:5 unexpected left bracket '['",
      "a[": "1:3 unexpected end of input in duration expression",
      "a[5m:5m:": "1:8 unexpected colon ':'",
      "a[:5m]": "1:4 unexpected colon before duration in duration expression",
      "a[x]": "1:3 unexpected character in duration expression: 'x'",
      "a[?]": "1:3 unexpected character in duration expression: '?'",
      "a[5m x]": "1:6 unexpected character: 'x', expected ':'",
      "a{": "1:3 unexpected end of input inside braces",
      "a{{": "1:3 unexpected left brace '{'",
      "a{?": "1:3 unexpected character inside braces: '?'",
      "a{b!c": "1:4 unexpected character after '!' inside braces: 'c'",
      "1.2.3": '1:1 bad number or duration syntax: "1.2."',
      "5mm": '1:1 bad number or duration syntax: "5mm"',
      "1__0": '1:1 bad number or duration syntax: "1__"',
      "1e400": '1:1 error parsing number: strconv.ParseFloat: parsing "1e400": value out of range',
      "1e+ ": '1:1 error parsing number: strconv.ParseFloat: parsing "1e+": invalid syntax',
      "0xffffffffffffffffff":
        '1:1 error parsing number: strconv.ParseFloat: parsing "0xffffffffffffffffff": invalid syntax',
    });
  });

  it("where a string is not well formed", () => {
    assertRefused({
      '"a': "1:1 unterminated quoted string",
      '"a\n"': "1:1 unterminated quoted string",
      "`a": "1:1 unterminated raw string",
      '"\\q"': "1:1 unknown escape sequence U+0071 'q'",
      '"\\\'"': "1:1 unknown escape sequence U+0027 '''",
      '"\\': "1:1 escape sequence not terminated",
      '"\\x1': "1:1 escape sequence not terminated",
      '"\\xg1"': "1:1 illegal character U+0067 'g' in escape sequence",
      '"\\400"': "1:1 escape sequence is an invalid Unicode code point",
      '"\\ud800"': "1:1 escape sequence is an invalid Unicode code point",
      '"\uFFFD"': "1:1 invalid UTF-8 rune",
      "`\uD800`": "1:1 invalid UTF-8 rune",
    });
  });

  it("where a token stands in the wrong place", () => {
    assertRefused({
      "": "unknown position no expression found in input",
      "# nothing": "1:1 no expression found in input",
      "a b": '1:3 unexpected identifier "b"',
      "a +": "1:4 unexpected end of input",
      "a\n+ * b": "2:3 unexpected <op:*>",
      "ä + 1": "1:1 unexpected character: 'ä'",
      '{"ä"} b': '1:8 unexpected identifier "b"',
      "a by": "1:3 unexpected <by>",
      "1 a:b": '1:3 unexpected metric identifier "a:b"',
      'a "0123456789"': '1:3 unexpected string "\\"012345678"...',
      "a 5m": '1:3 unexpected duration "5m"',
      "abs(a b)": '1:7 unexpected identifier "b"',
      "abs(a,)": "1:6 trailing commas not allowed in function call args",
      "abs(a, *)": "1:6 trailing commas not allowed in function call args",
      "sum(a b)": '1:7 unexpected identifier "b" in aggregation',
      "sum by (a) b": '1:12 unexpected identifier "b" in aggregation',
      "SUM(abs(a MAX))": "1:11 unexpected <aggr:MAX> in aggregation",
      "sum by a": '1:8 unexpected identifier "a" in grouping opts, expected "("',
      "sum by (1) (a)": '1:9 unexpected number "1" in grouping opts, expected label',
      "sum by (a b) (a)": '1:11 unexpected identifier "b" in grouping opts, expected "," or ")"',
      'sum by ("") (a)': '1:9 invalid label name for grouping: ""',
      "a * on b": '1:8 unexpected identifier "b" in grouping opts, expected "("',
      "a * on(x) group_left * b": '1:22 unexpected <op:*> in grouping opts, expected "("',
      "a{1}": "1:3 unexpected character inside braces: '1'",
      "a{,}": '1:3 unexpected "," in label matching, expected identifier or "}"',
      "a{b}": '1:4 unexpected "}" in label matching, expected label matching operator',
      "a{b=c}": '1:5 unexpected identifier "c" in label matching, expected string',
      'a{b="c" d}': '1:9 unexpected identifier "d" in label matching, expected "," or "}"',
      'a{b=~"*"}': "1:3 error parsing regexp: missing argument to repetition operator: `*`",
      'a{b!~"(c"}': "1:3 error parsing regexp: missing closing ): `(c`",
      "a[)]": "1:4 unexpected right parenthesis ')'",
      "a[*]": `1:3 unexpected <op:*> in subquery or range selector, expected ${DURATION}`,
      "a[5m 5m]": '1:6 unexpected duration "5m" in subquery or range, expected ":" or "]"',
      "a[5m:*]": `1:6 unexpected <op:*> in subquery selector, expected number, duration, step(), range(), or "]"`,
      "a[5m:5m 5m]": '1:9 unexpected duration "5m" in subquery selector, expected "]"',
      "a offset b": `1:10 unexpected identifier "b" in offset, expected ${DURATION}`,
      "a @ b": '1:5 unexpected identifier "b" in @, expected timestamp',
      "a @ start": "1:10 unexpected end of input in @, expected timestamp",
    });
  });

  it("where a modifier or a range does not fit what it stands behind", () => {
    assertRefused({
      "1 offset 5m": `1:1 offset modifier ${OPERAND}`,
      "sum(a) @ 5": `1:1 @ modifier ${OPERAND}`,
      "a offset 5m offset 5m": "1:1 offset may not be set multiple times",
      "a @ 5 @ end()": "1:1 @ <timestamp> may not be set multiple times",
      "a @ NaN": "1:1 timestamp out of bounds for @ modifier: NaN",
      "a @ 1e30": "1:1 timestamp out of bounds for @ modifier: 1000000000000000019884624838656.000000",
      "(a)[5m]": "1:4 ranges only allowed for vector selectors",
      "a offset 5m[5m]": "1:12 no offset modifiers allowed before range",
      "a @ 5[5m]": "1:6 no @ modifiers allowed before range",
      "a[0s]": "1:3 duration must be greater than 0",
      "a[5m:-1m]": "1:6 duration must be greater than 0",
      "a[9e10]": "1:3 duration out of range",
      "a[1m1h]": '1:3 not a valid duration string: "1m1h"',
      "a[1hs]": '1:3 unknown unit "hs" in duration "1hs"',
      "a[300y]": "1:3 duration out of range",
    });
  });

  it("where types do not fit", () => {
    assertRefused({
      "rate(a)": '1:6 expected type range vector in call to function "rate", got instant vector',
      "rate()": '1:1 expected 1 argument(s) in call to "rate", got 0',
      "rate(a[5m], 1)": '1:1 expected 1 argument(s) in call to "rate", got 2',
      "round()": '1:1 expected at least 1 argument(s) in call to "round", got 0',
      "round(a, 1, 2)": '1:1 expected at most 2 argument(s) in call to "round", got 3',
      'label_join(a, "b", "c", 1)': '1:25 expected type string in call to function "label_join", got scalar',
      "nothing(a)": '1:1 unknown function with name "nothing"',
      "Rate(a[5m])": '1:1 unknown function with name "Rate"',
      "sum()": "1:1 no arguments for aggregate expression provided",
      "topk(a)": "1:1 wrong number of arguments for aggregate expression provided, expected 2, got 1",
      "sum(a[5m])": "1:5 expected type instant vector in aggregation expression, got range vector",
      'topk("a", b)': "1:6 expected type scalar in aggregation parameter, got string",
      "count_values(1, b)": "1:14 expected type string in aggregation parameter, got scalar",
      '-"a"':
        '1:1 unary expression only allowed on expressions of type scalar or instant vector, got "string"',
      "a[5m][5m:]": "1:1 subquery is only allowed on instant vector, got matrix instead",
      "a[5m] + 1": "1:1 binary expression must contain only scalar and instant vector types",
      '1 + "a"': "1:5 binary expression must contain only scalar and instant vector types",
      "1 == 1": "1:3 comparisons between scalars must use BOOL modifier",
      "a  + bool b": "1:4 bool modifier can only be used on comparison operators",
      "a and 1": '1:1 set operator "and" not allowed in binary scalar expression',
      "a + on (b) 1": "1:1 vector matching only allowed between instant vectors",
      "a and on (b) group_left c": '1:1 no grouping allowed for "and" operation',
      "a + on (b) group_left (b) c": '1:3 label "b" must not occur in ON and GROUP clause at once',
      "{}": "1:1 vector selector must contain at least one non-empty matcher",
      'sum({a=~".*",b!="c"})': "1:5 vector selector must contain at least one non-empty matcher",
      'a{__name__="b"}': '1:1 metric name must not be set twice: "a" or "b"',
    });
  });

  it("of 2.42, where that is asked for", () => {
    assertRefused(
      {
        "": "1:1 no expression found in input",
        "5m": '1:1 unexpected duration "5m"',
        "a[5]": "1:3 missing unit character in duration",
        "a[5mm]": '1:3 bad duration syntax: "5mm"',
        "a[5m:*]": '1:6 unexpected <op:*> in subquery selector, expected duration or "]"',
        "a offset 5": '1:10 unexpected number "5" in offset, expected duration',
        "a offset 0s": "1:10 duration must be greater than 0",
        "1_0": '1:1 bad number or duration syntax: "1"',
        'a{"b"}': '1:3 unexpected string "\\"b\\"" in label matching, expected identifier or "}"',
        "sum by (a:b) (c)": '1:9 unexpected metric identifier "a:b" in grouping opts, expected label',
        'a{b=~"c)"}': "1:3 error parsing regexp: unexpected ): `^(?:c))$`",
        "histogram_avg(a)": '1:1 unknown function with name "histogram_avg"',
        "limitk(1, a)": '1:1 unknown function with name "limitk"',
        "step()": '1:1 unknown function with name "step"',
      },
      { semantics: "v2" },
    );
    assertRefused({ "holt_winters(a[5m], 1, 1)": '1:1 unknown function with name "holt_winters"' });
  });
});

describe("an error", () => {
  it("tells all mistakes of type, each with its place", () => {
    const { problems } = errorOf("rate(a) + sum(1)");
    assert.deepEqual(
      problems.map(({ span }) => span),
      [
        { start: 5, end: 6 },
        { start: 14, end: 15 },
      ],
    );
  });

  it("counts columns in bytes, as Prometheus does, and offsets in UTF-16 units", () => {
    const error = errorOf('a{b="äöü"}\n + {"😀"} c');
    assert.deepEqual([error.line, error.column, error.span.start], [2, 13, 21]);
  });
});
