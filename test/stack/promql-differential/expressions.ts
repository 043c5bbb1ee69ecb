import fc from "fast-check";
import { BOUNDS, SAMPLES, START_MS, STEP_MS } from "./data.ts";

type Text = fc.Arbitrary<string>;

const DURATION = fc.constantFrom("1s", "15s", "17s", "30s", "1m", "2m30s", "5m", "7m", "1h");
const RANGE = fc.constantFrom("15s", "30s", "40s", "1m", "2m", "5m", "1h");
/** Each has a step in its range: where there is none, 2.42 answers what is fixed by @ all the same. */
const SUBQUERY = fc.oneof(
  joined`${RANGE}:${fc.constantFrom("", "7s", "15s")}`,
  joined`${fc.constantFrom("5m", "1h")}:${fc.constantFrom("30s", "1m", "3m")}`,
);
const NUMBER = fc.constantFrom(
  "0",
  "1",
  "2",
  "0.5",
  "-3",
  "7.25",
  "100",
  "1e3",
  "0x1F",
  "NaN",
  "Inf",
  "-Inf",
);
const SHARE = fc.constantFrom("0", "0.1", "0.5", "0.9", "1", "-1", "2", "NaN");
const LABELS = ["job", "instance", "code", "version", "le", "absent"];
const LABEL_LIST = fc.subarray(LABELS, { maxLength: 3 }).map((labels) => `(${labels.join(", ")})`);
const NAMES = ["requests_total", "errors_total", "temperature", "level", "up", "build_info"];
const HISTOGRAM_NAMES = ["latency_seconds_bucket", "latency_seconds_count", "latency_seconds_sum"];

const MATCHER = fc.constantFrom(
  ...['job="a"', 'job!="a"', 'job=~"a|b"', 'job!~"b.*"', 'instance="0"', 'instance=~".+"'],
  ...['code="500"', 'code!="500"', 'version=~"[12]"', 'absent=""', 'absent!=""', 'instance!~"[01]"'],
  ...[`le="${BOUNDS[0]}"`, 'le!="+Inf"'],
);
const MATCHERS = fc
  .array(MATCHER, { maxLength: 2 })
  .map((matchers) => (matchers.length === 0 ? "" : `{${matchers.join(",")}}`));
const SERIES = fc.oneof(
  {
    weight: 12,
    arbitrary: joined`${fc.constantFrom(...NAMES, ...HISTOGRAM_NAMES, "unknown")}${MATCHERS}`,
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{__name__=~".*_total"}', '{__name__="up", job="a"}', '{job="b",code=""}'),
  },
);
const TIME = fc.integer({ min: -20, max: SAMPLES + 30 }).map((i) => (START_MS + i * STEP_MS) / 1000);
const MODIFIER = fc.oneof(
  { weight: 8, arbitrary: fc.constant("") },
  { weight: 2, arbitrary: joined` offset ${DURATION}` },
  { weight: 1, arbitrary: joined` offset -${DURATION}` },
  {
    weight: 1,
    arbitrary: joined` @ ${fc.oneof(fc.constantFrom("start()", "end()"), TIME.map(String))}`,
  },
  { weight: 1, arbitrary: joined` @ ${TIME.map(String)} offset ${DURATION}` },
);

/** Of one number each. */
const MATH = ["abs", "ceil", "floor", "sgn", "sqrt", "deg", "rad"];
/** Those whose last digit is another in Go and in JavaScript. */
const INEXACT = ["exp", "ln", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh"];
const INEXACT_INVERSE = ["tanh", "asinh", "acosh", "atanh"];
const DATE = [
  "minute",
  "hour",
  "day_of_week",
  "day_of_month",
  "day_of_year",
  "days_in_month",
  "month",
  "year",
];
const OF_COUNTERS = ["rate", "irate", "increase", "resets", "changes", "count_over_time"];
const OF_GAUGES = [
  ...["delta", "idelta", "deriv", "avg_over_time", "min_over_time", "max_over_time", "sum_over_time"],
  ...["stddev_over_time", "stdvar_over_time", "last_over_time", "present_over_time", "absent_over_time"],
];
const AGGREGATIONS = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];
const ARITHMETIC = fc.constantFrom("+", "-", "*", "/", "%");
const COMPARISON = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");
const GROUPING = fc.oneof(fc.constant(""), joined` ${fc.constantFrom("by", "without")} ${LABEL_LIST} `);
const MATCHING = fc.oneof(fc.constant(""), joined` ${fc.constantFrom("on", "ignoring")} ${LABEL_LIST} `);
const ONE_TO_MANY = joined` ${fc.constantFrom("on", "ignoring")} ${LABEL_LIST} ${fc.constantFrom("group_left", "group_right")} ${LABEL_LIST} `;

const LEVEL = joined`level${MATCHERS}`;

const EXPRESSIONS = fc.letrec<{ scalar: string; vector: string; matrix: string }>((tie) => ({
  scalar: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: NUMBER },
    { weight: 1, arbitrary: fc.constantFrom("time()", "pi()") },
    { weight: 1, arbitrary: joined`scalar(${tie("vector")})` },
    { weight: 1, arbitrary: joined`-${tie("scalar")}` },
    { weight: 1, arbitrary: joined`(${tie("scalar")} ${ARITHMETIC} ${tie("scalar")})` },
    { weight: 1, arbitrary: joined`(${tie("scalar")} ${COMPARISON} bool ${tie("scalar")})` },
  ),
  vector: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 6, arbitrary: joined`${SERIES}${MODIFIER}` },
    { weight: 2, arbitrary: aggregated(tie("vector"), tie("scalar")) },
    { weight: 4, arbitrary: ofRanges(tie("matrix"), tie("scalar")) },
    { weight: 4, arbitrary: operated(tie("vector"), tie("scalar")) },
    { weight: 3, arbitrary: ofVectors(tie("vector"), tie("scalar")) },
    { weight: 1, arbitrary: joined`histogram_quantile(${SHARE}, ${buckets()})` },
  ),
  matrix: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 5, arbitrary: joined`${SERIES}[${RANGE}]${MODIFIER}` },
    { weight: 1, arbitrary: joined`(${tie("vector")})[${SUBQUERY}]${MODIFIER}` },
  ),
}));

/** Instant vectors. What is inexact stands outermost, as a last digit can decide on all that is made of it. */
export const VECTORS = fc.oneof(
  { weight: 8, arbitrary: EXPRESSIONS.vector },
  {
    weight: 1,
    arbitrary: joined`${fc.constantFrom(...INEXACT, ...INEXACT_INVERSE)}(${EXPRESSIONS.vector})`,
  },
  {
    weight: 1,
    arbitrary: joined`${EXPRESSIONS.vector} ${fc.constantFrom("^", "atan2")}${MATCHING} ${EXPRESSIONS.vector}`,
  },
  { weight: 1, arbitrary: joined`${EXPRESSIONS.vector} ${fc.constantFrom("^", "atan2")} ${NUMBER}` },
);

export const SCALARS = EXPRESSIONS.scalar;
export const RANGES = EXPRESSIONS.matrix;

function buckets(): Text {
  const rates = joined`rate(latency_seconds_bucket${MATCHERS}[${RANGE}]${MODIFIER})`;
  return fc.oneof(rates, joined`sum by (le) (${rates})`, joined`latency_seconds_bucket${MATCHERS}`);
}

function aggregated(vector: Text, scalar: Text): Text {
  return fc.oneof(
    { weight: 4, arbitrary: joined`${fc.constantFrom(...AGGREGATIONS)}${GROUPING}(${vector})` },
    { weight: 1, arbitrary: joined`quantile${GROUPING}(${SHARE}, ${vector})` },
    // of a vector that @ fixes, 2.42 reads the share at the first step only
    { weight: 1, arbitrary: joined`quantile${GROUPING}(${scalar}, ${SERIES})` },
    // of equal ones it is nobody's promise which is kept
    {
      weight: 1,
      arbitrary: joined`${fc.constantFrom("topk", "bottomk")}${GROUPING}(${fc.constantFrom("0", "1", "2", "5", "-1")}, ${LEVEL})`,
    },
    // a label before another of the grouping confuses 2.42 from the second step on
    { weight: 1, arbitrary: joined`count_values${GROUPING}("zz", ${SERIES})` },
  );
}

function ofRanges(matrix: Text, scalar: Text): Text {
  return fc.oneof(
    { weight: 4, arbitrary: joined`${fc.constantFrom(...OF_COUNTERS)}(${matrix})` },
    { weight: 4, arbitrary: joined`${fc.constantFrom(...OF_GAUGES)}(${matrix})` },
    { weight: 1, arbitrary: joined`quantile_over_time(${SHARE}, ${matrix})` },
    // with @ 2.42 moved the fixed range from step to step (prometheus/prometheus#11708, mended in 2.50)
    {
      weight: 1,
      arbitrary: joined`predict_linear(${SERIES}[${RANGE}] offset ${DURATION}, ${scalar})`,
    },
    {
      weight: 1,
      arbitrary: joined`holt_winters(${matrix}, ${fc.constantFrom("0.3", "0.9", "1")}, ${fc.constantFrom("0.1", "0.5", "0")})`,
    },
  );
}

function operated(vector: Text, scalar: Text): Text {
  const comparison = joined`${COMPARISON}${fc.constantFrom("", " bool")}`;
  const operator = fc.oneof(ARITHMETIC, comparison);
  return fc.oneof(
    joined`(${vector} ${operator}${MATCHING} ${vector})`,
    joined`(${vector} ${operator}${ONE_TO_MANY} ${vector})`,
    joined`(${vector} ${operator} ${scalar})`,
    joined`(${scalar} ${operator} ${vector})`,
    joined`(${vector} ${fc.constantFrom("and", "or", "unless")}${MATCHING} ${vector})`,
    joined`-${vector}`,
  );
}

function ofVectors(vector: Text, scalar: Text): Text {
  const target = fc.constantFrom("job", "instance", "new", "__name__");
  const pattern = fc.constantFrom(".*", "(.)", "a|b", "(?P<x>[ab])", "");
  return fc.oneof(
    { weight: 3, arbitrary: joined`${fc.constantFrom(...MATH)}(${vector})` },
    // of what is no time it depends on the processor which date it has
    {
      weight: 1,
      arbitrary: joined`${fc.constantFrom(...DATE)}(${LEVEL} * ${fc.constantFrom("1e5", "1e8")})`,
    },
    { weight: 1, arbitrary: joined`absent(${vector})` },
    { weight: 1, arbitrary: joined`timestamp(-${vector})` },
    // with @ and an offset together, 2.42 looks back from the time before the offset
    { weight: 1, arbitrary: joined`timestamp(${SERIES} offset ${DURATION})` },
    { weight: 1, arbitrary: joined`timestamp(${SERIES} @ ${TIME.map(String)})` },
    { weight: 1, arbitrary: joined`vector(${scalar})` },
    { weight: 1, arbitrary: joined`clamp(${vector}, ${scalar}, ${scalar})` },
    { weight: 1, arbitrary: joined`${fc.constantFrom("clamp_min", "clamp_max")}(${vector}, ${scalar})` },
    { weight: 1, arbitrary: joined`round(${vector}, ${fc.constantFrom("1", "0.5", "5", "0")})` },
    { weight: 1, arbitrary: joined`${fc.constantFrom("sort", "sort_desc")}(${vector})` },
    { weight: 1, arbitrary: joined`label_replace(${vector}, "${target}", "$1-$x", "job", "${pattern}")` },
    { weight: 1, arbitrary: joined`label_join(${vector}, "${target}", "-", "job", "instance")` },
  );
}

/** A text with generated parts. */
function joined(texts: TemplateStringsArray, ...parts: readonly fc.Arbitrary<string>[]): Text {
  return fc.tuple(...parts).map((all) => texts.map((text, i) => text + (all[i] ?? "")).join(""));
}
