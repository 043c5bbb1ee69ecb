const RANGE = "start=$AT&end=$AT&step=1";
const SUM = "sum by (endpoint, method, status_code) (http_requests_total)";

/** Requests, `$AT` being a time at which everything is known, that are answered alike to the last digit. */
export const VALID: readonly string[] = [
  "query?query=1e-7&time=1.25",
  "query?query=vector(1e-7)&time=1.01",
  "query?query=vector(1e21)&time=1.01",
  "query?query=vector(123456789.125)&time=-1.5",
  "query?query=vector(-0)&time=2000-01-01T00:00:00.5Z",
  "query?query=vector(NaN)&time=1",
  "query?query=vector(-Inf)&time=1e9",
  "query?query='x\"y'&time=2",
  "query?query=nothing&time=$AT",
  `query?query=sort(${SUM})&time=$AT`,
  "query?query=sum(http_request_duration_seconds_count)&time=$AT&timeout=5s",
  'query?query=count by (le) (http_request_duration_seconds_bucket{le=~"0.0.*"}) * 0 %2B 1&time=$AT&stats=',
  `query_range?query=${SUM}&${RANGE}`,
  `query_range?query=sum(http_requests_total)&start=$AT&end=$AT.500&step=250ms`,
  "query_range?query=1&start=0&end=3600&step=30m",
  "query_range?query=time()&start=1970-01-01T00:00:00Z&end=1970-01-01T00:00:01.5%2B00:00&step=0.5",
  "series?match[]=nothing",
  "series?match[]=http_requests_total&start=5&end=3",
  "labels?start=5&end=3",
  "labels?match[]=nothing",
  "label/endpoint/values?match[]=http_requests_total",
  'label/__name__/values?match[]={__name__=~"http_requests_.*"}',
  "label/nothing/values",
  "label/endpoint/values?start=1&end=2",
  "metadata?limit=0",
  "metadata?metric=http_request_duration_seconds",
  "metadata?metric=nothing",
  "alerts",
  "query_exemplars?query=nothing",
  "format_query?query=sum(up)by(job)",
];

/** What is of its own kind in each, but of one form. */
export const SHAPES: readonly string[] = [
  "targets",
  "targets?state=dropped",
  "status/buildinfo",
  "status/runtimeinfo",
  "status/tsdb",
  "status/config",
  "query?query=up[5s]&time=1",
];

interface Refused {
  readonly path: string;
  /** Where Prometheus 3.x, which Farol follows, does otherwise than 2.42. */
  readonly differs?: { readonly error?: string; readonly status?: number };
}

const query = (error: string) => ({ error: `invalid parameter "query": ${error}` });
const NO_EXPRESSION = query("unknown position: parse error: no expression found in input");
const noSelector = (text: string) => ({
  error: `invalid parameter "match[]": 1:1: parse error: ${text} is no series selector`,
});

/** Requests that are refused alike. */
export const INVALID: readonly Refused[] = [
  { path: "query", differs: NO_EXPRESSION },
  { path: "query?query=foo(" },
  { path: "query?query=foo bar" },
  { path: "query?query=rate(up)" },
  { path: "query?query=nonexistent(up)" },
  // 2.42 shows the expression as it compiles it.
  {
    path: "query?query=up{a=~'['}",
    differs: query("1:4: parse error: error parsing regexp: missing closing ]: `[`"),
  },
  { path: "query?query=1&time=foo" },
  { path: "query?query=1&time=2023-02-30T00:00:00Z" },
  { path: "query?query=1&timeout=x" },
  // Where it notices is a matter of luck in Prometheus.
  { path: "query?query=up&timeout=0", differs: { error: "query timed out in query queue" } },
  { path: "query?query=label_replace(vector(1), 'a', '', '', '[')&time=1" },
  { path: "query_range?query=up" },
  { path: "query_range?query=up&start=x&end=1&step=1" },
  { path: "query_range?query=up&start=0&end=&step=1" },
  { path: "query_range?query=up&start=1&end=0&step=1" },
  { path: "query_range?query=up&start=0&end=1&step=" },
  { path: "query_range?query=up&start=0&end=1&step=5x" },
  { path: "query_range?query=up&start=0&end=1&step=0" },
  { path: "query_range?query=up&start=0&end=1&step=-1" },
  { path: "query_range?query=up&start=0&end=11001&step=1" },
  { path: "query_range?query=up&start=0&end=1&step=1&timeout=x" },
  // 2.42 does not say of which parameter it speaks.
  {
    path: "query_range?query=foo(&start=0&end=1&step=1",
    differs: query("1:5: parse error: unclosed left parenthesis"),
  },
  {
    path: "query_range?query=up[5m]&start=0&end=1&step=1",
    differs: query(
      'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ),
  },
  {
    path: "query_range?query='x'&start=0&end=1&step=1",
    differs: query('invalid expression type "string" for range query, must be Scalar or instant Vector'),
  },
  { path: "series" },
  { path: "series?match[]={}" },
  { path: "series?match[]={a=~'.*'}" },
  { path: "series?match[]=up&start=x" },
  { path: "series?match[]=up&end=x" },
  // Here Farol's own words: a selector is read as any expression is.
  { path: "series?match[]=sum(up)", differs: noSelector("sum(up)") },
  { path: "series?match[]=up[5m]", differs: noSelector("up[5m]") },
  { path: "series?match[]=up offset 5m", differs: noSelector("up offset 5m") },
  { path: "labels?match[]={}" },
  { path: "labels?start=x" },
  { path: "label/job/values?match[]={}" },
  { path: "label/job/values?end=x" },
  // Since 3.0 a label's name may hold any characters.
  { path: "label/a-b/values", differs: { status: 200 } },
  { path: "metadata?limit=x" },
  { path: "rules?type=foo" },
  { path: "query_exemplars?query=foo(" },
  { path: "query_exemplars?query=up&start=5&end=3" },
  { path: "query_exemplars?query=up&start=x" },
  { path: "query_exemplars?query=1" },
  { path: "format_query?query=foo(" },
  // Text and no envelope in Prometheus.
  { path: "nothing" },
  { path: "label/job" },
];
