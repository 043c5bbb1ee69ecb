import fc from "fast-check";

/** Texts of Go, as they are written in a template. */
const LITERAL = fc.constantFrom(
  '"a"',
  '"b c"',
  '""',
  "`raw`",
  '"é✓"',
  '"say \\"hi\\""',
  '"1e3"',
  '"\\t"',
  '"5m"',
);
const INTEGER = fc.oneof(
  fc.integer({ min: -200, max: 200 }).map(String),
  fc.constantFrom("0x1f", "'a'", "007"),
);
const FLOAT = fc.oneof(
  fc.constantFrom("0.0", "1.5", "-2.25", "1e3", "1e-7", "12345678.9", "1e21", ".5", "3."),
  fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -9, max: 9 }))
    .map(([n, e]) => `${n}e${e}`),
);
const LABEL = fc.constantFrom("$labels.a", ".Labels.b", "$.Labels.a", "$labels.none", '(index $labels "b")');
const FLAGS = fc.constantFrom("", "", "", "-", "+", " ", "0", "-0", "+0", "#");
const WIDTH = fc.constantFrom("", "", "", "1", "5", "12");
const PRECISION = fc.constantFrom("", "", "", ".0", ".1", ".3", ".9", ".");
const VERB = fc.constantFrom("v", "s", "d", "q", "t", "T", "z", "c", "U");
const VERB_OF_FLOAT = fc.constantFrom("v", "g", "f", "e", "E", "G", "F", "d", "s", "t");
const VERB_OF_INTEGER = fc.constantFrom("v", "d", "x", "X", "o", "b", "c", "q", "U", "f", "s");
const QUERY = fc.constantFrom(
  ...['(query "up" | sortByLabel "instance")', '(query "sum(up)")', '(query "none")', '(query "vector(2)")'],
  ...['(printf "max(up{job=%q}) by (job)" .Labels.a | query)', '(query "up)")'],
);

const { text, any, truth } = fc.letrec<Record<"number" | "text" | "any" | "truth", string>>((tie) => ({
  number: fc.oneof(
    { depthSize: "small" },
    fc.constant("$value"),
    FLOAT,
    INTEGER,
    tie("text").map((it) => `(len ${it})`),
    QUERY.map((it) => `(${it} | first | value)`),
    LITERAL.map((it) => `(parseDuration ${it})`),
  ),
  text: fc.oneof(
    { depthSize: "small" },
    LITERAL,
    LABEL,
    call("humanize", tie("number")),
    call("humanize1024", tie("number")),
    call("humanizeDuration", tie("number")),
    call("humanizePercentage", tie("any")),
    call("humanizeTimestamp", tie("number")),
    call("toUpper", tie("text")),
    call("title", tie("text")),
    call("html", tie("any")),
    call("js", tie("any")),
    call("urlquery", tie("any")),
    call("stripPort", tie("text")),
    call(
      "reReplaceAll",
      fc.constantFrom('"[a-c]"', '"(.)(.?)"', '"x*"', '"("'),
      fc.constantFrom('"<$1>"', '"$$"', '"$2-"', '"$1x"'),
      tie("text"),
    ),
    call("slice", fc.constantFrom('"abc"', '"say \\"hi\\""', "`raw`"), fc.constantFrom("0", "1", "5")),
    fc.array(tie("any"), { maxLength: 3 }).map((all) => `(print ${all.join(" ")})`),
    formatted(VERB, tie("any")),
    formatted(VERB_OF_FLOAT, fc.oneof(FLOAT, fc.constant("$value"))),
    formatted(VERB_OF_INTEGER, INTEGER),
    fc
      .tuple(tie("text"), fc.constantFrom("toLower", "len", 'printf "<%v>"', "toUpper | title"))
      .map(([it, by]) => `(${it} | ${by})`),
  ),
  truth: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("true", "false", "(not $value)"),
    fc.tuple(fc.constantFrom("eq", "ne", "lt", "le", "gt", "ge"), tie("number"), tie("number")).map(called),
    fc.tuple(fc.constantFrom("eq", "ne", "lt"), tie("text"), tie("any")).map(called),
    fc.tuple(fc.constantFrom("and", "or"), tie("any"), tie("truth")).map(called),
    call("match", fc.constantFrom('"^a"', '"[0-9]+"'), tie("text")),
  ),
  any: fc.oneof(
    { depthSize: "small" },
    { weight: 4, arbitrary: tie("number") },
    { weight: 4, arbitrary: tie("text") },
    { weight: 2, arbitrary: tie("truth") },
    fc.constantFrom(
      "$labels",
      "nil",
      ".Value",
      ".Labels",
      "$externalLabels",
      '(args 1 "x" nil)',
      '(safeHtml "<")',
    ),
    QUERY.map((it) => `(first ${it}).Labels`),
  ),
}));

function call(name: string, ...args: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...args).map((all) => called([name, ...all]));
}

function called(words: readonly string[]): string {
  return `(${words.join(" ")})`;
}

function formatted(verb: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(FLAGS, WIDTH, PRECISION, verb, value).map((parts) => {
    const [flags, width, precision, letter, arg] = parts;
    return `(printf "%${flags}${width}${precision}${letter}|" ${arg})`;
  });
}

const OPEN = fc.constantFrom("{{ ", "{{", "{{- ");
const CLOSE = fc.constantFrom(" }}", "}}", " -}}");

function action(body: fc.Arbitrary<string>): fc.Arbitrary<string> {
  // a sign after `{{` would be read as a trim marker
  return fc
    .tuple(OPEN, body, CLOSE)
    .map(([open, it, close]) => (/^[-+]/.test(it) ? `{{ ${it}` : open + it) + close);
}

const END = action(fc.constant("end"));
const ELSE = action(fc.constant("else"));

const { nodes } = fc.letrec<Record<"node" | "nodes", string>>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    { weight: 2, arbitrary: fc.constantFrom("text", " ", "\n  ", "100% ", "{ } é", "{{/* nothing */}}") },
    { weight: 6, arbitrary: action(any) },
    block("if", truth, tie("nodes")),
    block("if", any, tie("nodes")),
    block("with", any, tie("nodes")),
    fc
      .tuple(action(text.map((it) => `with $y := ${it}`)), tie("nodes"), END)
      .map(([a, b, c]) => `${a}${b}{{ $y }}${c}`),
    fc.tuple(action(any.map((it) => `$x = ${it}`)), tie("nodes")).map(([a, b]) => `${a}${b}{{ $x }}`),
    block(
      "range",
      QUERY,
      fc.constantFrom(
        "{{ .Value }},",
        "{{ .Labels.job }} ",
        '{{ label "instance" . }}{{ break }}',
        "{{ . }}",
      ),
    ),
    block(
      "range",
      fc.constantFrom("$labels", "$k, $v := $labels", "args 1 2.5"),
      fc.constantFrom("{{ . }};", '{{ if eq . "x" }}{{ continue }}{{ end }}<{{ . }}>'),
    ),
    action(any.map((it) => `template "t" ${it}`)),
  ),
  nodes: fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((all) => all.join("")),
}));

function block(kind: string, about: fc.Arbitrary<string>, body: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const begin = action(about.map((it) => `${kind} ${it}`));
  return fc.oneof(
    fc.tuple(begin, body, END).map((parts) => parts.join("")),
    fc
      .tuple(begin, body, ELSE, fc.constantFrom("else", '{{ . | printf "%v" | len }}'), END)
      .map((parts) => parts.join("")),
  );
}

/** Templates that Prometheus can read; some of them fail when they are rendered. */
export const TEMPLATES: fc.Arbitrary<string> = nodes.map(
  (body) => `{{ $x := "x" }}${body}{{ define "t" }}<{{ . }}>{{ end }}`,
);
